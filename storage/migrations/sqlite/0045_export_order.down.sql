DROP INDEX companies_by_score;
CREATE INDEX companies_by_score
  ON companies (tenant_id, lead_score DESC, created_at DESC, id, industry_text, location_text);
DROP INDEX companies_by_place;

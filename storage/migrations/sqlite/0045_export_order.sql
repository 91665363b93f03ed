-- The order of lists holds what exports show by default, too: they read this index and no row.
DROP INDEX companies_by_score;
CREATE INDEX companies_by_score ON companies
  (tenant_id, lead_score DESC, created_at DESC, id, industry_text, location_text, name, primary_email, primary_phone);
-- What filters of places look through.
CREATE INDEX companies_by_place ON companies (tenant_id, location_text);

DROP POLICY steps_are_seen ON schema_migrations;
CREATE OR REPLACE FUNCTION search_leads(p_industry text DEFAULT NULL, p_location text DEFAULT NULL,
                                        p_min_score integer DEFAULT 0, p_limit integer DEFAULT 20,
                                        p_offset integer DEFAULT 0)
RETURNS TABLE (id uuid, name varchar, industry varchar, lead_score integer, contact_count bigint, location jsonb,
               created_at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT c.id, c.name, c.industry, c.lead_score, c.contact_count::bigint, c.location, c.created_at
  FROM companies c
  WHERE (p_industry IS NULL OR strpos(c.industry_text, lower(p_industry)) > 0)
    AND (p_location IS NULL OR strpos(c.location_text, lower(p_location)) > 0)
    AND c.lead_score >= p_min_score
  ORDER BY c.lead_score DESC, c.created_at DESC, c.id
  LIMIT p_limit OFFSET p_offset
$$;
DROP TRIGGER contacts_counted ON contacts;
DROP FUNCTION count_contacts();
DROP TRIGGER companies_detailed ON companies;
DROP FUNCTION detail_company();
DROP TRIGGER companies_filled ON companies;
DROP FUNCTION fill_company();
DROP FUNCTION leadstream_folded(text);
ALTER TABLE companies ALTER COLUMN id DROP DEFAULT;
ALTER TABLE contacts ALTER COLUMN id DROP DEFAULT;
ALTER TABLE scraping_jobs ALTER COLUMN id DROP DEFAULT;

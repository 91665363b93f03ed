DROP TABLE servers;
DROP TRIGGER audit_heads_not_emptied ON audit_heads;
DROP TRIGGER audit_log_not_emptied ON audit_log;
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'service_role') THEN
    GRANT ALL ON audit_log, audit_heads TO service_role;
  END IF;
END $$;
CREATE OR REPLACE FUNCTION search_leads(p_industry text DEFAULT NULL, p_location text DEFAULT NULL,
                                        p_min_score integer DEFAULT 0, p_limit integer DEFAULT 20,
                                        p_offset integer DEFAULT 0)
RETURNS TABLE (id uuid, name varchar, industry varchar, lead_score integer, contact_count bigint, location jsonb,
               created_at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT c.id, c.name, c.industry, c.lead_score, c.contact_count::bigint, c.location, c.created_at
  FROM companies c
  WHERE (p_industry IS NULL OR strpos(c.industry_text, leadstream_folded(p_industry)) > 0)
    AND (p_location IS NULL OR strpos(c.location_text, leadstream_folded(p_location)) > 0)
    AND c.lead_score >= p_min_score
  ORDER BY c.lead_score DESC, c.created_at DESC, c.id
  LIMIT p_limit OFFSET p_offset
$$;
DROP TRIGGER scraped_data_named ON scraped_data;
DROP FUNCTION name_source();
CREATE OR REPLACE FUNCTION count_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed contacts := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF coalesce(current_setting('leadstream.writer', true), '') <> 'on' THEN
    UPDATE companies c SET
      contact_count = (SELECT count(*) FROM contacts k WHERE k.tenant_id = c.tenant_id AND k.company_id = c.id),
      primary_email = coalesce(c.primary_email, changed.email),
      primary_phone = coalesce(c.primary_phone, changed.phone)
    WHERE c.tenant_id = changed.tenant_id AND c.id = changed.company_id;
  END IF;
  RETURN NULL;
END $$;
DROP FUNCTION leadstream_recount_contacts(text, uuid);
DROP TRIGGER contacts_placed ON contacts;
DROP FUNCTION place_contact();
DROP TRIGGER companies_found ON companies;
CREATE OR REPLACE FUNCTION detail_company() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('leadstream.writer', true), '') <> 'on' THEN
    INSERT INTO lead_details (tenant_id, company_id) VALUES (NEW.tenant_id, NEW.id) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
DROP FUNCTION leadstream_index_company(text, uuid);
CREATE OR REPLACE FUNCTION fill_company() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('leadstream.writer', true), '') <> 'on' THEN
    NEW.industry_text = leadstream_folded(coalesce(NEW.industry, ''));
    NEW.location_text = leadstream_folded(concat_ws(' ', nullif(NEW.city, ''), nullif(NEW.state, ''),
      nullif(NEW.country, ''), nullif(NEW.postal_code, ''), nullif(NEW.street, '')));
  END IF;
  RETURN NEW;
END $$;
DROP FUNCTION leadstream_plain(text);
ALTER TABLE lead_details ALTER COLUMN intelligence SET DEFAULT '{}';

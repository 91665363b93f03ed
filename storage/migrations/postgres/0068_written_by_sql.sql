-- Rows that others write by SQL are whole leads: ids, what filters search, counts, and a page of their own.
ALTER TABLE companies ALTER COLUMN id SET DEFAULT gen_random_uuid();
ALTER TABLE contacts ALTER COLUMN id SET DEFAULT gen_random_uuid();
ALTER TABLE scraping_jobs ALTER COLUMN id SET DEFAULT gen_random_uuid();

-- A text as the program folds it for filters.
CREATE FUNCTION leadstream_folded(p_text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog AS $$
  SELECT replace(replace(lower(replace(p_text, 'İ', 'i̇')), 'ß', 'ss'), 'ς', 'σ')
$$;

CREATE FUNCTION fill_company() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('leadstream.writer', true), '') <> 'on' THEN
    NEW.industry_text = leadstream_folded(coalesce(NEW.industry, ''));
    NEW.location_text = leadstream_folded(concat_ws(' ', nullif(NEW.city, ''), nullif(NEW.state, ''),
      nullif(NEW.country, ''), nullif(NEW.postal_code, ''), nullif(NEW.street, '')));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER companies_filled BEFORE INSERT OR UPDATE ON companies FOR EACH ROW EXECUTE FUNCTION fill_company();

CREATE FUNCTION detail_company() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('leadstream.writer', true), '') <> 'on' THEN
    INSERT INTO lead_details (tenant_id, company_id) VALUES (NEW.tenant_id, NEW.id) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER companies_detailed AFTER INSERT ON companies FOR EACH ROW EXECUTE FUNCTION detail_company();

CREATE FUNCTION count_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER contacts_counted AFTER INSERT OR UPDATE OR DELETE ON contacts
  FOR EACH ROW EXECUTE FUNCTION count_contacts();

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

-- A role that owns nothing sees which steps were done; tokens see neither those nor what is the program's own.
CREATE POLICY steps_are_seen ON schema_migrations FOR SELECT USING (true);
DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['anon', 'authenticated'] LOOP
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      EXECUTE format('REVOKE ALL ON schema_migrations, webhook_endpoints, idempotency_keys FROM %I', role);
      EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON readable_companies, readable_contacts, readable_jobs '
                     'FROM %I', role);
    END IF;
  END LOOP;
END $$;

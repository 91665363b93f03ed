-- Rows that others write by SQL are found and shown like the program's own; the audit log cannot be emptied; servers
-- behind a pooler, where no lock outlives a transaction, say that they are there.
SET LOCAL leadstream.writer = 'on';

ALTER TABLE lead_details
  ALTER COLUMN intelligence SET DEFAULT '{"growth_signals":[],"technology_stack":[],"pain_points":[]}';
UPDATE lead_details SET intelligence = DEFAULT WHERE intelligence = '{}';

-- A text as the words of a free search: case-folded, no diacritics, letters and digits only.
CREATE FUNCTION leadstream_plain(p_text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(translate(regexp_replace(normalize(leadstream_folded(p_text), NFKD),
                                                      '[\u0300-\u036f]', '', 'g'), 'łøđıæ', 'lodia'),
                             '[^[:alnum:]]+', ' ', 'g'))
$$;

CREATE OR REPLACE FUNCTION fill_company() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  place jsonb;
BEGIN
  IF coalesce(current_setting('leadstream.writer', true), '') = 'on' THEN
    RETURN NEW;
  END IF;
  -- The place stands in columns and in a document: what was written fills the other.
  IF (CASE WHEN TG_OP = 'INSERT' THEN concat(NEW.street, NEW.city, NEW.state, NEW.postal_code, NEW.country) = ''
          ELSE NEW.location IS DISTINCT FROM OLD.location
               AND (NEW.street, NEW.city, NEW.state, NEW.postal_code, NEW.country)
                   IS NOT DISTINCT FROM (OLD.street, OLD.city, OLD.state, OLD.postal_code, OLD.country) END) THEN
    place = NEW.location;
    NEW.street = coalesce(place ->> 'street', '');
    NEW.city = coalesce(place ->> 'city', '');
    NEW.state = coalesce(place ->> 'state', '');
    NEW.postal_code = coalesce(place ->> 'postal_code', '');
    NEW.country = coalesce(place ->> 'country', '');
    IF jsonb_typeof(place -> 'latitude') = 'number' AND jsonb_typeof(place -> 'longitude') = 'number' THEN
      NEW.latitude = (place ->> 'latitude')::double precision;
      NEW.longitude = (place ->> 'longitude')::double precision;
    END IF;
  ELSE
    place = jsonb_build_object('city', nullif(NEW.city, ''), 'state', nullif(NEW.state, ''),
                               'country', nullif(NEW.country, ''))
      || jsonb_strip_nulls(jsonb_build_object('street', nullif(NEW.street, ''),
                                              'postal_code', nullif(NEW.postal_code, ''),
                                              'latitude', NEW.latitude, 'longitude', NEW.longitude));
    NEW.location = place;
  END IF;
  NEW.industry_text = leadstream_folded(coalesce(NEW.industry, ''));
  NEW.location_text = leadstream_folded(concat_ws(' ', nullif(NEW.city, ''), nullif(NEW.state, ''),
    nullif(NEW.country, ''), nullif(NEW.postal_code, ''), nullif(NEW.street, '')));
  RETURN NEW;
END $$;

-- What a lead is found by beside its columns, as it follows from its rows.
CREATE FUNCTION leadstream_index_company(p_tenant text, p_company uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH wanted AS (
    SELECT 'size' AS kind, c.size_category::text AS value FROM companies c
      WHERE c.tenant_id = p_tenant AND c.id = p_company AND c.size_category IS NOT NULL
    UNION SELECT 'status', c.status FROM companies c
      WHERE c.tenant_id = p_tenant AND c.id = p_company AND c.status <> 'new'
    UNION SELECT 'tag', leadstream_folded(left(t.tag, 200)) FROM companies c,
        jsonb_array_elements_text(CASE jsonb_typeof(c.tags) WHEN 'array' THEN c.tags ELSE '[]' END) t (tag)
      WHERE c.tenant_id = p_tenant AND c.id = p_company AND t.tag <> ''
    UNION SELECT 'has', 'email' FROM contacts k
      WHERE k.tenant_id = p_tenant AND k.company_id = p_company AND k.email <> ''
    UNION SELECT 'has', 'phone' FROM contacts k
      WHERE k.tenant_id = p_tenant AND k.company_id = p_company AND k.phone <> ''
  ), gone AS (
    DELETE FROM lead_facets f
      WHERE f.tenant_id = p_tenant AND f.company_id = p_company AND f.kind IN ('size', 'status', 'tag', 'has')
        AND NOT EXISTS (SELECT FROM wanted w WHERE w.kind = f.kind AND w.value = f.value)
  )
  INSERT INTO lead_facets (tenant_id, kind, value, company_id)
    SELECT p_tenant, w.kind, w.value, p_company FROM wanted w ON CONFLICT DO NOTHING;
  INSERT INTO lead_texts (tenant_id, company_id, words)
    SELECT p_tenant, p_company, leadstream_plain(concat_ws(' ', c.name, c.industry, c.description, c.website, c.street,
                                                           c.postal_code, c.city, c.state, k.words))
    FROM companies c, (SELECT string_agg(concat_ws(' ', name, title, email, phone), ' ' ORDER BY position) AS words
                       FROM contacts WHERE tenant_id = p_tenant AND company_id = p_company) k
    WHERE c.tenant_id = p_tenant AND c.id = p_company
    ON CONFLICT (tenant_id, company_id) DO UPDATE SET words = excluded.words;
END $$;

CREATE OR REPLACE FUNCTION detail_company() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('leadstream.writer', true), '') <> 'on' THEN
    INSERT INTO lead_details (tenant_id, company_id) VALUES (NEW.tenant_id, NEW.id) ON CONFLICT DO NOTHING;
    PERFORM leadstream_index_company(NEW.tenant_id, NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER companies_found AFTER UPDATE OF name, industry, size_category, website, description, street, city, state,
  postal_code, country, location, status, tags ON companies FOR EACH ROW EXECUTE FUNCTION detail_company();

CREATE FUNCTION place_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.position = coalesce(NEW.position, (SELECT max(k.position) + 1 FROM contacts k
    WHERE k.tenant_id = NEW.tenant_id AND k.company_id = NEW.company_id), 0);
  RETURN NEW;
END $$;
CREATE TRIGGER contacts_placed BEFORE INSERT ON contacts FOR EACH ROW WHEN (NEW.position IS NULL)
  EXECUTE FUNCTION place_contact();

-- What a company's row says of its contacts.
CREATE FUNCTION leadstream_recount_contacts(p_tenant text, p_company uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE companies c SET
    contact_count = (SELECT count(*) FROM contacts k WHERE k.tenant_id = c.tenant_id AND k.company_id = c.id),
    primary_email = (SELECT k.email FROM contacts k WHERE k.tenant_id = c.tenant_id AND k.company_id = c.id
                       AND k.email <> '' ORDER BY k.position, k.row LIMIT 1),
    primary_phone = (SELECT k.phone FROM contacts k WHERE k.tenant_id = c.tenant_id AND k.company_id = c.id
                       AND k.phone <> '' ORDER BY k.position, k.row LIMIT 1)
  WHERE c.tenant_id = p_tenant AND c.id = p_company;
  PERFORM leadstream_index_company(p_tenant, p_company);
END $$;

CREATE OR REPLACE FUNCTION count_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('leadstream.writer', true), '') = 'on' THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    PERFORM leadstream_recount_contacts(OLD.tenant_id, OLD.company_id);
  END IF;
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.company_id <> OLD.company_id) THEN
    PERFORM leadstream_recount_contacts(NEW.tenant_id, NEW.company_id);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION name_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('leadstream.writer', true), '') <> 'on' THEN
    INSERT INTO lead_facets (tenant_id, kind, value, company_id)
      VALUES (NEW.tenant_id, 'source', leadstream_folded(NEW.source), NEW.company_id) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER scraped_data_named AFTER INSERT ON scraped_data FOR EACH ROW WHEN (NEW.company_id IS NOT NULL)
  EXECUTE FUNCTION name_source();

-- Those that were written by SQL before.
UPDATE companies SET
  street = coalesce(location ->> 'street', ''), city = coalesce(location ->> 'city', ''),
  state = coalesce(location ->> 'state', ''), postal_code = coalesce(location ->> 'postal_code', ''),
  country = coalesce(location ->> 'country', ''),
  location_text = leadstream_folded(concat_ws(' ', location ->> 'city', location ->> 'state', location ->> 'country',
                                              location ->> 'postal_code', location ->> 'street'))
WHERE location <> '{}' AND concat(street, city, state, postal_code, country) = ''
  AND location ?| ARRAY['street', 'city', 'state', 'postal_code', 'country'];
UPDATE companies SET
  location = jsonb_build_object('city', nullif(city, ''), 'state', nullif(state, ''), 'country', nullif(country, ''))
WHERE location = '{}' AND concat(city, state, country) <> '';
SELECT leadstream_index_company(c.tenant_id, c.id) FROM companies c
WHERE NOT EXISTS (SELECT FROM lead_texts t WHERE t.tenant_id = c.tenant_id AND t.company_id = c.id);
SELECT leadstream_recount_contacts(c.tenant_id, c.id) FROM companies c
WHERE (c.primary_email IS NOT NULL AND NOT EXISTS (SELECT FROM contacts k WHERE k.tenant_id = c.tenant_id
                                                     AND k.company_id = c.id AND k.email = c.primary_email))
   OR (c.primary_phone IS NOT NULL AND NOT EXISTS (SELECT FROM contacts k WHERE k.tenant_id = c.tenant_id
                                                     AND k.company_id = c.id AND k.phone = c.primary_phone));

CREATE OR REPLACE FUNCTION search_leads(p_industry text DEFAULT NULL, p_location text DEFAULT NULL,
                                        p_min_score integer DEFAULT 0, p_limit integer DEFAULT 20,
                                        p_offset integer DEFAULT 0)
RETURNS TABLE (id uuid, name varchar, industry varchar, lead_score integer, contact_count bigint, location jsonb,
               created_at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT c.id, c.name, c.industry, c.lead_score, c.contact_count::bigint, c.location, c.created_at
  FROM companies c
  WHERE (p_industry IS NULL OR strpos(c.industry_text, leadstream_folded(p_industry)) > 0)
    AND (p_location IS NULL OR strpos(c.location_text, leadstream_folded(p_location)) > 0)
    AND c.lead_score >= coalesce(p_min_score, 0)
  ORDER BY c.lead_score DESC, c.created_at DESC, c.id
  LIMIT greatest(coalesce(p_limit, 20), 0) OFFSET greatest(coalesce(p_offset, 0), 0)
$$;

CREATE TRIGGER audit_log_not_emptied BEFORE TRUNCATE ON audit_log EXECUTE FUNCTION audit_log_stays();
CREATE TRIGGER audit_heads_not_emptied BEFORE TRUNCATE ON audit_heads EXECUTE FUNCTION audit_log_stays();
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'service_role') THEN
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_log, audit_heads FROM service_role;
  END IF;
END $$;

-- Servers that hold no lock, and when they were last there.
CREATE TABLE servers (
  tenant_id text NOT NULL DEFAULT '*' CHECK (tenant_id = '*'),
  id uuid NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT leadstream_protect('servers');
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated') THEN
    REVOKE ALL ON servers FROM authenticated;
  END IF;
END $$;

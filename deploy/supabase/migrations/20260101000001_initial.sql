SET LOCAL app.tenant_id = '*';
-- tenant_id leads every key and index. '*' is the tenant of what all tenants share.

CREATE TYPE company_size_enum AS ENUM ('1-10', '11-50', '51-200', '201-1000', '1000+');
CREATE TYPE scrape_type_enum AS ENUM ('contact', 'company_info', 'tech_stack', 'growth_signals');
CREATE TYPE job_status_enum AS ENUM ('pending', 'running', 'completed', 'failed', 'cancelled');

-- Whose rows are in sight: the tenant that the program has entered for a transaction, or the one of the token that
-- Supabase has checked.
CREATE FUNCTION leadstream_tenant() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT coalesce(nullif(current_setting('app.tenant_id', true), ''),
                  nullif(current_setting('request.jwt.claims', true), '')::jsonb #>> '{app_metadata,tenant_id}')
$$;

-- Row level security for a table that has a tenant_id; of a shared one the rows of '*' are in everybody's sight. Its
-- owner is bound by it too. Only the program itself, never a token, can enter '*', which is all tenants.
CREATE FUNCTION leadstream_protect(target regclass, shared boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  sight text := $p$(tenant_id = (SELECT leadstream_tenant()) OR (SELECT current_setting('app.tenant_id', true)) = '*'$p$
                || CASE WHEN shared THEN $p$ OR tenant_id = '*'$p$ ELSE '' END || ')';
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY own_tenant ON %s USING %s WITH CHECK %s', target, sight, sight);
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'service_role') THEN
    EXECUTE format('CREATE POLICY service_role_all ON %s TO service_role USING (true) WITH CHECK (true)', target);
    EXECUTE format('GRANT ALL ON %s TO service_role', target);
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated') THEN
    EXECUTE format('REVOKE ALL ON %s FROM authenticated', target);
    EXECUTE format('GRANT SELECT ON %s TO authenticated', target);
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'anon') THEN
    EXECUTE format('REVOKE ALL ON %s FROM anon', target);
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION leadstream_protect(regclass, boolean) FROM PUBLIC;
ALTER TABLE schema_migrations ENABLE ROW LEVEL SECURITY;

CREATE TABLE scraping_jobs (
  row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  status job_status_enum NOT NULL DEFAULT 'pending',
  search_criteria jsonb NOT NULL DEFAULT '{}',
  results_count integer NOT NULL DEFAULT 0,
  errors jsonb NOT NULL DEFAULT '[]',
  progress integer NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  completed_at timestamptz,
  estimated_duration integer, -- seconds
  UNIQUE (tenant_id, id)
);
CREATE INDEX jobs_by_status ON scraping_jobs (tenant_id, status, created_at DESC, id DESC);
CREATE INDEX jobs_by_age ON scraping_jobs (tenant_id, created_at DESC, id DESC);
CREATE INDEX jobs_unfinished ON scraping_jobs (tenant_id, created_at, id) WHERE status IN ('pending', 'running');

CREATE TABLE companies (
  row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  name varchar(100) NOT NULL CHECK (length(trim(name)) > 0),
  industry varchar(50),
  size_category company_size_enum,
  website varchar(255),
  description text,
  street text NOT NULL DEFAULT '',
  city text NOT NULL DEFAULT '',
  state text NOT NULL DEFAULT '',
  postal_code text NOT NULL DEFAULT '',
  country text NOT NULL DEFAULT '',
  latitude double precision,
  longitude double precision,
  place_method text NOT NULL DEFAULT '',
  place_confidence double precision NOT NULL DEFAULT 0,
  location jsonb NOT NULL DEFAULT '{}', -- the place once more, for those who ask by SQL
  lead_score integer NOT NULL DEFAULT 0 CHECK (lead_score BETWEEN 0 AND 100),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  contact_count integer NOT NULL DEFAULT 0,
  primary_email text,
  primary_phone text,
  industry_text text NOT NULL DEFAULT '', -- case-folded, as filters search it
  location_text text NOT NULL DEFAULT '',
  UNIQUE (tenant_id, id)
);
CREATE INDEX companies_by_score ON companies (tenant_id, lead_score DESC, created_at DESC, id);
CREATE INDEX companies_by_industry ON companies (tenant_id, industry_text);
CREATE INDEX companies_by_size ON companies (tenant_id, size_category);
CREATE INDEX companies_by_location ON companies USING gin (location);

-- What the program writes has the time of its newest observation; what others change has the time of the change.
CREATE FUNCTION handle_updated_at() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF coalesce(current_setting('leadstream.writer', true), '') <> 'on' THEN
    NEW.updated_at = now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER companies_updated_at BEFORE UPDATE ON companies FOR EACH ROW EXECUTE FUNCTION handle_updated_at();

-- What of a lead only its own page shows, apart so that lists read short rows.
CREATE TABLE lead_details (
  row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  company_id uuid NOT NULL,
  version bigint NOT NULL DEFAULT 1, -- counts the commits that changed the lead
  social jsonb NOT NULL DEFAULT '[]',
  intelligence jsonb NOT NULL DEFAULT '{}',
  provenance jsonb NOT NULL DEFAULT '[]',
  state text NOT NULL DEFAULT '', -- of the fold, opaque
  UNIQUE (tenant_id, company_id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE score_breakdowns (
  row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  company_id uuid NOT NULL,
  total integer NOT NULL CHECK (total BETWEEN 0 AND 100),
  rules_version integer NOT NULL,
  job_id uuid, -- whose search it was scored for
  categories jsonb NOT NULL DEFAULT '[]',
  UNIQUE (tenant_id, company_id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
);

-- How many leads there are by industry and score: total_count without counting.
CREATE TABLE lead_counts (
  tenant_id text NOT NULL,
  industry_text text NOT NULL,
  lead_score integer NOT NULL,
  leads bigint NOT NULL,
  PRIMARY KEY (tenant_id, industry_text, lead_score)
);
CREATE FUNCTION count_companies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND new.industry_text = old.industry_text AND new.lead_score = old.lead_score THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    UPDATE lead_counts SET leads = leads - 1
      WHERE tenant_id = old.tenant_id AND industry_text = old.industry_text AND lead_score = old.lead_score;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO lead_counts VALUES (new.tenant_id, new.industry_text, new.lead_score, 1)
      ON CONFLICT (tenant_id, industry_text, lead_score) DO UPDATE SET leads = lead_counts.leads + 1;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER companies_counted AFTER INSERT OR DELETE OR UPDATE OF industry_text, lead_score ON companies
  FOR EACH ROW EXECUTE FUNCTION count_companies();

CREATE TABLE contacts (
  row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  company_id uuid NOT NULL,
  position integer NOT NULL, -- 0: the primary contact
  name varchar(100),
  title varchar(100),
  email varchar(255) CHECK (email LIKE '_%@_%._%'),
  phone varchar(20),
  linkedin_url varchar(255),
  is_decision_maker boolean NOT NULL DEFAULT false,
  confidence_score double precision NOT NULL DEFAULT 0 CHECK (confidence_score BETWEEN 0 AND 1),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX contacts_by_company ON contacts (tenant_id, company_id, position);
CREATE UNIQUE INDEX contacts_unique_email ON contacts (tenant_id, company_id, email) WHERE email IS NOT NULL;
CREATE INDEX contacts_by_email ON contacts (tenant_id, email) WHERE email IS NOT NULL;
CREATE INDEX contacts_by_decision_maker ON contacts (tenant_id, company_id) WHERE is_decision_maker;

-- The log of observations; companies and contacts are its projection.
CREATE TABLE scraped_data (
  row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  company_id uuid, -- the lead that it forms, null until there is one
  source text NOT NULL,
  record_id text NOT NULL DEFAULT '',
  subject uuid, -- the observation that it adds to
  source_url varchar(500),
  data_type scrape_type_enum NOT NULL,
  raw_data jsonb NOT NULL DEFAULT '{}',
  processed_data jsonb NOT NULL DEFAULT '{}',
  rejected jsonb NOT NULL DEFAULT '[]',
  quality_score double precision NOT NULL DEFAULT 0 CHECK (quality_score BETWEEN 0 AND 1),
  scraped_at timestamptz NOT NULL DEFAULT now(),
  processing_status text NOT NULL DEFAULT 'pending' CHECK (processing_status IN ('pending', 'processed')),
  rules_version integer NOT NULL DEFAULT 1,
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX scraped_data_by_company ON scraped_data (tenant_id, company_id, data_type);
CREATE INDEX scraped_data_by_quality ON scraped_data (tenant_id, quality_score DESC);

CREATE TABLE job_leads (
  tenant_id text NOT NULL,
  job_id uuid NOT NULL,
  company_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, job_id, company_id),
  FOREIGN KEY (tenant_id, job_id) REFERENCES scraping_jobs (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX job_leads_by_company ON job_leads (tenant_id, company_id);
CREATE FUNCTION count_job_leads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE scraping_jobs SET results_count = results_count + 1 WHERE tenant_id = new.tenant_id AND id = new.job_id;
  ELSE
    UPDATE scraping_jobs SET results_count = results_count - 1 WHERE tenant_id = old.tenant_id AND id = old.job_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER job_leads_counted AFTER INSERT OR DELETE ON job_leads FOR EACH ROW EXECUTE FUNCTION count_job_leads();

-- Keys name one lead each; by blocking keys later records find the leads that they may belong to.
CREATE TABLE lead_keys (
  tenant_id text NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  company_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, kind, value),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX lead_keys_by_company ON lead_keys (tenant_id, company_id);

CREATE TABLE blocking_keys (
  tenant_id text NOT NULL,
  value text NOT NULL,
  company_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, value, company_id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX blocking_keys_by_company ON blocking_keys (tenant_id, company_id);

-- The unit of ownership: its owner's epoch fences the commits of earlier owners. Hosts are shared by all tenants.
CREATE TABLE shards (
  tenant_id text NOT NULL DEFAULT '*' CHECK (tenant_id = '*'),
  shard integer NOT NULL,
  epoch bigint NOT NULL,
  incarnation uuid NOT NULL,
  acquired_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, shard)
);

CREATE TABLE tasks (
  row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- the order in which they came
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  job_id uuid NOT NULL,
  source text NOT NULL,
  key text NOT NULL,
  shard integer NOT NULL,
  payload text NOT NULL DEFAULT '',
  cursor text NOT NULL DEFAULT '',
  state text NOT NULL DEFAULT 'ready'
    CHECK (state IN ('ready', 'running', 'done', 'failed', 'quarantined', 'cancelled')),
  attempts integer NOT NULL DEFAULT 0,
  crashes integer NOT NULL DEFAULT 0, -- since its last progress
  epoch bigint NOT NULL DEFAULT 0,    -- of the owner that runs it
  UNIQUE (tenant_id, id),
  UNIQUE (tenant_id, job_id, source, key),
  FOREIGN KEY (tenant_id, job_id) REFERENCES scraping_jobs (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX tasks_by_state ON tasks (tenant_id, job_id, source, state, row);

-- One counter a tenant numbers its events inside the commit. The row of '*' holds the epoch of new streams.
CREATE TABLE streams (
  tenant_id text NOT NULL PRIMARY KEY,
  epoch text NOT NULL,
  seq bigint NOT NULL DEFAULT 0
);

CREATE TABLE events (
  tenant_id text NOT NULL,
  seq bigint NOT NULL,
  type text NOT NULL,
  job_id uuid,
  company_id uuid,
  score integer NOT NULL,
  industry text NOT NULL,
  payload text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, seq)
);

CREATE TABLE rejected_records (
  row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  job_id uuid,
  source text NOT NULL,
  source_url text NOT NULL,
  what text NOT NULL,
  value text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX rejected_records_by_job ON rejected_records (tenant_id, job_id, row);

-- The units of work that were committed, for as long as one may come again.
CREATE TABLE applied_units (
  tenant_id text NOT NULL,
  unit_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, unit_id)
);
CREATE INDEX applied_units_by_age ON applied_units (tenant_id, at);

SELECT leadstream_protect(name::regclass, name IN ('shards', 'streams'))
FROM unnest(ARRAY['scraping_jobs', 'companies', 'lead_details', 'score_breakdowns', 'lead_counts', 'contacts',
                  'scraped_data', 'job_leads', 'lead_keys', 'blocking_keys', 'shards', 'tasks', 'streams', 'events',
                  'rejected_records', 'applied_units']) AS name;

-- For those who ask by SQL. They see what row level security lets them see.
CREATE VIEW readable_companies WITH (security_invoker = true) AS
  SELECT tenant_id, id, name, industry, size_category, website, description, location, lead_score, contact_count,
         primary_email, primary_phone, created_at, updated_at
  FROM companies;
CREATE VIEW readable_contacts WITH (security_invoker = true) AS
  SELECT tenant_id, id, company_id, name, title, email, phone, linkedin_url, is_decision_maker, confidence_score,
         created_at
  FROM contacts;
CREATE VIEW readable_jobs WITH (security_invoker = true) AS
  SELECT tenant_id, id, status, search_criteria, results_count, errors, progress, created_at, started_at, completed_at,
         estimated_duration
  FROM scraping_jobs;

CREATE FUNCTION get_score_distribution() RETURNS TABLE (score_range text, count bigint) LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN c.lead_score >= 80 THEN 'Hot (80-100)' WHEN c.lead_score >= 60 THEN 'Warm (60-79)'
              WHEN c.lead_score >= 40 THEN 'Cold (40-59)' ELSE 'Poor (0-39)' END,
         sum(c.leads)::bigint
  FROM lead_counts c WHERE c.leads > 0 GROUP BY 1 ORDER BY min(c.lead_score) DESC
$$;

CREATE FUNCTION search_leads(p_industry text DEFAULT NULL, p_location text DEFAULT NULL, p_min_score integer DEFAULT 0,
                             p_limit integer DEFAULT 20, p_offset integer DEFAULT 0)
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

-- Supabase shows changes of these tables to its subscribers.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_publication WHERE pubname = 'supabase_realtime' AND NOT puballtables) THEN
    ALTER PUBLICATION supabase_realtime ADD TABLE companies, contacts, scraping_jobs;
  END IF;
END $$;

INSERT INTO schema_migrations (number, name, applied_at) VALUES (1, 'initial', now());

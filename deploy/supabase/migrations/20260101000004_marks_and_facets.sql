SET LOCAL app.tenant_id = '*';
-- What people write on leads. Sources never change it.
ALTER TABLE companies ADD COLUMN status text NOT NULL DEFAULT 'new'
  CHECK (status IN ('new', 'contacted', 'qualified', 'customer', 'rejected'));
ALTER TABLE companies ADD COLUMN tags jsonb NOT NULL DEFAULT '[]';
ALTER TABLE companies ADD COLUMN owner varchar(100) NOT NULL DEFAULT '';
ALTER TABLE lead_details ADD COLUMN notes text NOT NULL DEFAULT '';

-- The other orders of lists.
CREATE INDEX companies_by_creation ON companies (tenant_id, created_at DESC, id);
CREATE INDEX companies_by_update ON companies (tenant_id, updated_at DESC, id);
CREATE INDEX companies_by_name ON companies (tenant_id, lower(name) DESC, id);
CREATE INDEX companies_by_owner ON companies (tenant_id, owner) WHERE owner <> '';

-- Properties that leads are found by, and how many leads have each.
CREATE TABLE lead_facets (
  tenant_id text NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  company_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, kind, value, company_id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX lead_facets_by_company ON lead_facets (tenant_id, company_id, kind, value);

CREATE TABLE facet_counts (
  tenant_id text NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  leads bigint NOT NULL,
  PRIMARY KEY (tenant_id, kind, value)
);
CREATE FUNCTION lead_facets_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO facet_counts AS c VALUES (new.tenant_id, new.kind, new.value, 1)
      ON CONFLICT (tenant_id, kind, value) DO UPDATE SET leads = c.leads + 1;
  ELSE
    UPDATE facet_counts SET leads = leads - 1
      WHERE tenant_id = old.tenant_id AND kind = old.kind AND value = old.value;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER lead_facets_counted AFTER INSERT OR DELETE ON lead_facets
  FOR EACH ROW EXECUTE FUNCTION lead_facets_counted();

-- The words of a lead, plain (lower case, no diacritics), and their index.
CREATE TABLE lead_texts (
  row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  company_id uuid NOT NULL,
  words text NOT NULL,
  UNIQUE (tenant_id, company_id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX lead_texts_by_words ON lead_texts USING gin (to_tsvector('simple', words));

-- What happened in a job, kept as long as the job.
CREATE TABLE job_log (
  tenant_id text NOT NULL,
  job_id uuid NOT NULL,
  seq bigint NOT NULL,
  payload text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, job_id, seq),
  FOREIGN KEY (tenant_id, job_id) REFERENCES scraping_jobs (tenant_id, id) ON DELETE CASCADE
);

-- Answers to requests that carried an Idempotency-Key, for a day.
CREATE TABLE idempotency_keys (
  tenant_id text NOT NULL,
  client text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL, -- of method, path and content
  seed uuid NOT NULL,        -- names what the request makes, so that a second attempt makes the same
  holder uuid NOT NULL,      -- the process that works on it
  answer text,               -- null while it is under way
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, client, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (tenant_id, at);

SELECT leadstream_protect('lead_facets'), leadstream_protect('facet_counts'), leadstream_protect('lead_texts'),
       leadstream_protect('job_log'), leadstream_protect('idempotency_keys');

-- What was stored before.
INSERT INTO lead_facets
  SELECT tenant_id, 'size', size_category::text, id FROM companies WHERE size_category IS NOT NULL;
INSERT INTO lead_facets SELECT DISTINCT tenant_id, 'has', 'email', company_id FROM contacts WHERE email IS NOT NULL;
INSERT INTO lead_facets SELECT DISTINCT tenant_id, 'has', 'phone', company_id FROM contacts WHERE phone IS NOT NULL;
INSERT INTO lead_facets
  SELECT DISTINCT tenant_id, 'source', lower(source), company_id FROM scraped_data WHERE company_id IS NOT NULL;
INSERT INTO lead_texts (tenant_id, company_id, words)
  SELECT tenant_id, id, lower(name || ' ' || coalesce(industry, '') || ' ' || city) FROM companies;

INSERT INTO schema_migrations (number, name, applied_at) VALUES (4, 'marks_and_facets', now());

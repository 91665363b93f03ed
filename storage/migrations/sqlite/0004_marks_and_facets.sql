-- What people write on leads. Sources never change it.
ALTER TABLE companies ADD COLUMN status TEXT NOT NULL DEFAULT 'new'
  CHECK (status IN ('new', 'contacted', 'qualified', 'customer', 'rejected'));
ALTER TABLE companies ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE companies ADD COLUMN owner TEXT NOT NULL DEFAULT '' CHECK (length(owner) <= 100);
ALTER TABLE lead_details ADD COLUMN notes TEXT NOT NULL DEFAULT '';

-- The other orders of lists.
CREATE INDEX companies_by_creation ON companies (tenant_id, created_at DESC, id);
CREATE INDEX companies_by_update ON companies (tenant_id, updated_at DESC, id);
CREATE INDEX companies_by_name ON companies (tenant_id, lower(name) DESC, id);
CREATE INDEX companies_by_owner ON companies (tenant_id, owner) WHERE owner <> '';

-- Properties that leads are found by, and how many leads have each.
CREATE TABLE lead_facets (
  tenant_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  company_id BLOB NOT NULL,
  PRIMARY KEY (tenant_id, kind, value, company_id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_facets_by_company ON lead_facets (tenant_id, company_id, kind, value);

CREATE TABLE facet_counts (
  tenant_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  leads INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, kind, value)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER lead_facets_counted AFTER INSERT ON lead_facets BEGIN
  INSERT INTO facet_counts VALUES (new.tenant_id, new.kind, new.value, 1)
    ON CONFLICT DO UPDATE SET leads = leads + 1;
END;
CREATE TRIGGER lead_facets_uncounted AFTER DELETE ON lead_facets BEGIN
  UPDATE facet_counts SET leads = leads - 1
    WHERE tenant_id = old.tenant_id AND kind = old.kind AND value = old.value;
END;

-- The words of a lead, plain (lower case, no diacritics), and their index, which storage/sql/lead_texts.cpp keeps:
-- triggers may not use virtual tables here. A row is never used again, so what the index may keep of a row that is
-- gone finds nothing.
CREATE TABLE lead_texts (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id TEXT NOT NULL,
  company_id BLOB NOT NULL,
  words TEXT NOT NULL,
  UNIQUE (tenant_id, company_id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE VIRTUAL TABLE lead_words USING fts5 (words, content = 'lead_texts', content_rowid = 'row', detail = 'none');
-- What happened in a job, kept as long as the job.
CREATE TABLE job_log (
  tenant_id TEXT NOT NULL,
  job_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  payload TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, job_id, seq),
  FOREIGN KEY (tenant_id, job_id) REFERENCES scraping_jobs (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Answers to requests that carried an Idempotency-Key, for a day.
CREATE TABLE idempotency_keys (
  tenant_id TEXT NOT NULL,
  client TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL, -- of method, path and content
  seed BLOB NOT NULL,        -- names what the request makes, so that a second attempt makes the same
  holder BLOB NOT NULL,      -- the process that works on it
  answer TEXT,               -- null while it is under way
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, client, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (tenant_id, at);

-- What was stored before.
INSERT INTO lead_facets SELECT tenant_id, 'size', size_category, id FROM companies WHERE size_category IS NOT NULL;
INSERT INTO lead_facets SELECT DISTINCT tenant_id, 'has', 'email', company_id FROM contacts WHERE email IS NOT NULL;
INSERT INTO lead_facets SELECT DISTINCT tenant_id, 'has', 'phone', company_id FROM contacts WHERE phone IS NOT NULL;
INSERT INTO lead_facets
  SELECT DISTINCT tenant_id, 'source', lower(source), company_id FROM scraped_data WHERE company_id IS NOT NULL;
INSERT INTO lead_texts (tenant_id, company_id, words)
  SELECT tenant_id, id, lower(name || ' ' || coalesce(industry, '') || ' ' || city) FROM companies;
INSERT INTO lead_words (lead_words) VALUES ('rebuild');

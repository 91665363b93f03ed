-- Ids are UUIDs as 16 bytes, times are milliseconds since 1970 (UTC); the readable_ views show both as text.
-- tenant_id leads every key and index. '*' is the tenant of what all tenants share.

CREATE TABLE scraping_jobs (
  row INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  status TEXT NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled')),
  search_criteria TEXT NOT NULL DEFAULT '{}',
  results_count INTEGER NOT NULL DEFAULT 0,
  errors TEXT NOT NULL DEFAULT '[]',
  progress INTEGER NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  created_at INTEGER NOT NULL DEFAULT (unixepoch() * 1000),
  started_at INTEGER,
  completed_at INTEGER,
  estimated_duration INTEGER, -- seconds
  UNIQUE (tenant_id, id)
) STRICT;
CREATE INDEX jobs_by_status ON scraping_jobs (tenant_id, status, created_at DESC, id DESC);
CREATE INDEX jobs_by_age ON scraping_jobs (tenant_id, created_at DESC, id DESC);
CREATE INDEX jobs_unfinished ON scraping_jobs (tenant_id, created_at, id) WHERE status IN ('pending', 'running');

CREATE TABLE companies (
  row INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  name TEXT NOT NULL CHECK (length(trim(name)) > 0 AND length(name) <= 100),
  industry TEXT CHECK (length(industry) <= 50),
  size_category TEXT CHECK (size_category IN ('1-10', '11-50', '51-200', '201-1000', '1000+')),
  website TEXT CHECK (length(website) <= 255),
  description TEXT,
  street TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT '',
  postal_code TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  latitude REAL,
  longitude REAL,
  place_method TEXT NOT NULL DEFAULT '',
  place_confidence REAL NOT NULL DEFAULT 0,
  location TEXT NOT NULL DEFAULT '{}', -- the place once more, as JSON for those who ask by SQL
  lead_score INTEGER NOT NULL DEFAULT 0 CHECK (lead_score BETWEEN 0 AND 100),
  created_at INTEGER NOT NULL DEFAULT (unixepoch() * 1000),
  updated_at INTEGER NOT NULL DEFAULT (unixepoch() * 1000),
  contact_count INTEGER NOT NULL DEFAULT 0,
  primary_email TEXT,
  primary_phone TEXT,
  industry_text TEXT NOT NULL DEFAULT '', -- case-folded, as filters search it
  location_text TEXT NOT NULL DEFAULT '',
  UNIQUE (tenant_id, id)
) STRICT;
-- The order of lists, with the texts that they are filtered by: rows that do not match are never fetched.
CREATE INDEX companies_by_score
  ON companies (tenant_id, lead_score DESC, created_at DESC, id, industry_text, location_text);
CREATE INDEX companies_by_industry ON companies (tenant_id, industry_text);
CREATE INDEX companies_by_size ON companies (tenant_id, size_category);
CREATE INDEX companies_by_location ON companies (tenant_id, country, city);

-- What of a lead only its own page shows, apart so that lists read short rows.
CREATE TABLE lead_details (
  row INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  company_id BLOB NOT NULL,
  version INTEGER NOT NULL DEFAULT 1, -- counts the commits that changed the lead
  social TEXT NOT NULL DEFAULT '[]',
  intelligence TEXT NOT NULL DEFAULT '{}',
  provenance TEXT NOT NULL DEFAULT '[]',
  state TEXT NOT NULL DEFAULT '', -- of the fold, opaque
  UNIQUE (tenant_id, company_id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE score_breakdowns (
  row INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  company_id BLOB NOT NULL,
  total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 100),
  rules_version INTEGER NOT NULL,
  job_id BLOB, -- whose search it was scored for
  categories TEXT NOT NULL DEFAULT '[]',
  UNIQUE (tenant_id, company_id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
) STRICT;

-- How many leads there are by industry and score: total_count without counting.
CREATE TABLE lead_counts (
  tenant_id TEXT NOT NULL,
  industry_text TEXT NOT NULL,
  lead_score INTEGER NOT NULL,
  leads INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, industry_text, lead_score)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER companies_counted AFTER INSERT ON companies BEGIN
  INSERT INTO lead_counts VALUES (new.tenant_id, new.industry_text, new.lead_score, 1)
    ON CONFLICT DO UPDATE SET leads = leads + 1;
END;
CREATE TRIGGER companies_uncounted AFTER DELETE ON companies BEGIN
  UPDATE lead_counts SET leads = leads - 1
    WHERE tenant_id = old.tenant_id AND industry_text = old.industry_text AND lead_score = old.lead_score;
END;
CREATE TRIGGER companies_recounted AFTER UPDATE OF industry_text, lead_score ON companies
  WHEN new.industry_text <> old.industry_text OR new.lead_score <> old.lead_score BEGIN
  UPDATE lead_counts SET leads = leads - 1
    WHERE tenant_id = old.tenant_id AND industry_text = old.industry_text AND lead_score = old.lead_score;
  INSERT INTO lead_counts VALUES (new.tenant_id, new.industry_text, new.lead_score, 1)
    ON CONFLICT DO UPDATE SET leads = leads + 1;
END;

CREATE TABLE contacts (
  row INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  company_id BLOB NOT NULL,
  position INTEGER NOT NULL, -- 0: the primary contact
  name TEXT CHECK (length(name) <= 100),
  title TEXT CHECK (length(title) <= 100),
  email TEXT CHECK (length(email) <= 255 AND email LIKE '_%@_%._%'),
  phone TEXT CHECK (length(phone) <= 20),
  linkedin_url TEXT CHECK (length(linkedin_url) <= 255),
  is_decision_maker INTEGER NOT NULL DEFAULT 0 CHECK (is_decision_maker IN (0, 1)),
  confidence_score REAL NOT NULL DEFAULT 0 CHECK (confidence_score BETWEEN 0 AND 1),
  created_at INTEGER NOT NULL DEFAULT (unixepoch() * 1000),
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX contacts_by_company ON contacts (tenant_id, company_id, position);
CREATE UNIQUE INDEX contacts_unique_email ON contacts (tenant_id, company_id, email) WHERE email IS NOT NULL;
CREATE INDEX contacts_by_email ON contacts (tenant_id, email) WHERE email IS NOT NULL;
CREATE INDEX contacts_by_decision_maker ON contacts (tenant_id, company_id) WHERE is_decision_maker = 1;

-- The log of observations; companies and contacts are its projection.
CREATE TABLE scraped_data (
  row INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  company_id BLOB, -- the lead that it forms, null until there is one
  source TEXT NOT NULL,
  record_id TEXT NOT NULL DEFAULT '',
  subject BLOB, -- the observation that it adds to
  source_url TEXT CHECK (length(source_url) <= 500),
  data_type TEXT NOT NULL CHECK (data_type IN ('contact', 'company_info', 'tech_stack', 'growth_signals')),
  raw_data TEXT NOT NULL DEFAULT '{}',
  processed_data TEXT NOT NULL DEFAULT '{}',
  rejected TEXT NOT NULL DEFAULT '[]',
  quality_score REAL NOT NULL DEFAULT 0 CHECK (quality_score BETWEEN 0 AND 1),
  scraped_at INTEGER NOT NULL DEFAULT (unixepoch() * 1000),
  processing_status TEXT NOT NULL DEFAULT 'pending' CHECK (processing_status IN ('pending', 'processed')),
  rules_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX scraped_data_by_company ON scraped_data (tenant_id, company_id, data_type);
CREATE INDEX scraped_data_by_quality ON scraped_data (tenant_id, quality_score DESC);

CREATE TABLE job_leads (
  tenant_id TEXT NOT NULL,
  job_id BLOB NOT NULL,
  company_id BLOB NOT NULL,
  PRIMARY KEY (tenant_id, job_id, company_id),
  FOREIGN KEY (tenant_id, job_id) REFERENCES scraping_jobs (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX job_leads_by_company ON job_leads (tenant_id, company_id);
CREATE TRIGGER job_leads_counted AFTER INSERT ON job_leads BEGIN
  UPDATE scraping_jobs SET results_count = results_count + 1 WHERE tenant_id = new.tenant_id AND id = new.job_id;
END;
CREATE TRIGGER job_leads_uncounted AFTER DELETE ON job_leads BEGIN
  UPDATE scraping_jobs SET results_count = results_count - 1 WHERE tenant_id = old.tenant_id AND id = old.job_id;
END;

-- Keys name one lead each; by blocking keys later records find the leads that they may belong to.
CREATE TABLE lead_keys (
  tenant_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  company_id BLOB NOT NULL,
  PRIMARY KEY (tenant_id, kind, value),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_keys_by_company ON lead_keys (tenant_id, company_id);

CREATE TABLE blocking_keys (
  tenant_id TEXT NOT NULL,
  value TEXT NOT NULL,
  company_id BLOB NOT NULL,
  PRIMARY KEY (tenant_id, value, company_id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX blocking_keys_by_company ON blocking_keys (tenant_id, company_id);

-- The unit of ownership: its owner's epoch fences the commits of earlier owners. Hosts are shared by all tenants.
CREATE TABLE shards (
  tenant_id TEXT NOT NULL DEFAULT '*' CHECK (tenant_id = '*'),
  shard INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  incarnation BLOB NOT NULL,
  acquired_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, shard)
) STRICT, WITHOUT ROWID;

CREATE TABLE tasks (
  row INTEGER PRIMARY KEY, -- the order in which they came
  tenant_id TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  job_id BLOB NOT NULL,
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  shard INTEGER NOT NULL,
  payload TEXT NOT NULL DEFAULT '',
  cursor TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'ready'
    CHECK (state IN ('ready', 'running', 'done', 'failed', 'quarantined', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  crashes INTEGER NOT NULL DEFAULT 0, -- since its last progress
  epoch INTEGER NOT NULL DEFAULT 0,   -- of the owner that runs it
  UNIQUE (tenant_id, id),
  UNIQUE (tenant_id, job_id, source, key),
  FOREIGN KEY (tenant_id, job_id) REFERENCES scraping_jobs (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX tasks_by_state ON tasks (tenant_id, job_id, source, state, row);

-- One counter a tenant numbers its events inside the commit. The row of '*' holds the epoch of new streams.
CREATE TABLE streams (
  tenant_id TEXT NOT NULL PRIMARY KEY,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  tenant_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  job_id BLOB,
  company_id BLOB,
  score INTEGER NOT NULL,
  industry TEXT NOT NULL,
  payload TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejected_records (
  row INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  job_id BLOB,
  source TEXT NOT NULL,
  source_url TEXT NOT NULL,
  what TEXT NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX rejected_records_by_job ON rejected_records (tenant_id, job_id, row);

-- The units of work that were committed, for as long as one may come again.
CREATE TABLE applied_units (
  tenant_id TEXT NOT NULL,
  unit_id BLOB NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX applied_units_by_age ON applied_units (tenant_id, at);

CREATE VIEW readable_companies AS
  SELECT tenant_id, lower(hex(id)) AS id, name, industry, size_category, website, description, location, lead_score,
         contact_count, primary_email, primary_phone,
         strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
         strftime('%Y-%m-%dT%H:%M:%fZ', updated_at / 1000.0, 'unixepoch') AS updated_at
  FROM companies;
CREATE VIEW readable_contacts AS
  SELECT tenant_id, lower(hex(id)) AS id, lower(hex(company_id)) AS company_id, name, title, email, phone,
         linkedin_url, is_decision_maker, confidence_score,
         strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at
  FROM contacts;
CREATE VIEW readable_jobs AS
  SELECT tenant_id, lower(hex(id)) AS id, status, search_criteria, results_count, errors, progress,
         strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
         strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
         strftime('%Y-%m-%dT%H:%M:%fZ', completed_at / 1000.0, 'unixepoch') AS completed_at, estimated_duration
  FROM scraping_jobs;

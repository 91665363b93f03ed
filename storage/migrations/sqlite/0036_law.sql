-- Who does not want to be known: hashes alone, so that the list tells nothing itself. '*' holds for all tenants.
CREATE TABLE suppressions (
  tenant_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('email', 'domain', 'phone')),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  reason TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, kind, hash)
) STRICT, WITHOUT ROWID;

-- What was erased, without saying what.
CREATE TABLE erasures (
  tenant_id TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  leads INTEGER NOT NULL,
  observations INTEGER NOT NULL,
  other_values INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX scraped_data_by_age ON scraped_data (tenant_id, source, scraped_at);

SET LOCAL app.tenant_id = '*';
-- Who does not want to be known: hashes alone, so that the list tells nothing itself. '*' holds for all tenants.
CREATE TABLE suppressions (
  tenant_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('email', 'domain', 'phone')),
  hash text NOT NULL CHECK (length(hash) = 64),
  reason text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, kind, hash)
);

-- What was erased, without saying what.
CREATE TABLE erasures (
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  hash text NOT NULL,
  leads bigint NOT NULL,
  observations bigint NOT NULL,
  other_values bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE INDEX scraped_data_by_age ON scraped_data (tenant_id, source, scraped_at);

SELECT leadstream_protect('suppressions', true), leadstream_protect('erasures');

INSERT INTO schema_migrations (number, name, applied_at) VALUES (36, 'law', now());

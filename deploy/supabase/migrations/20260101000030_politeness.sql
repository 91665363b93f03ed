SET LOCAL app.tenant_id = '*';
-- Why pages were or were not fetched, and who asked not to be crawled at all.
CREATE TABLE robots_decisions (
  tenant_id text NOT NULL,
  site text NOT NULL,
  url text NOT NULL,
  allowed boolean NOT NULL,
  reason text NOT NULL,
  rule text NOT NULL DEFAULT '',
  line bigint NOT NULL DEFAULT 0,
  robots_url text NOT NULL DEFAULT '',
  job_id uuid,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, site, url)
);

CREATE TABLE crawl_opt_outs (
  tenant_id text NOT NULL,
  domain text NOT NULL CHECK (length(domain) BETWEEN 1 AND 253),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
  since timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, domain)
);

SELECT leadstream_protect('robots_decisions'), leadstream_protect('crawl_opt_outs');

INSERT INTO schema_migrations (number, name, applied_at) VALUES (30, 'politeness', now());

-- Why pages were or were not fetched, and who asked not to be crawled at all.
CREATE TABLE robots_decisions (
  row INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  allowed INTEGER NOT NULL CHECK (allowed IN (0, 1)),
  reason TEXT NOT NULL,
  rule TEXT NOT NULL DEFAULT '',
  line INTEGER NOT NULL DEFAULT 0,
  robots_url TEXT NOT NULL DEFAULT '',
  job_id BLOB,
  decided_at INTEGER NOT NULL,
  UNIQUE (tenant_id, site, url)
) STRICT;

CREATE TABLE crawl_opt_outs (
  tenant_id TEXT NOT NULL,
  domain TEXT NOT NULL CHECK (length(domain) BETWEEN 1 AND 253),
  note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
  since INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, domain)
) STRICT;

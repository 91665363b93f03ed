-- What requests to sources that want money cost, in millionths of the currency of the settings. Written before a request
-- is sent.
CREATE TABLE source_spend (
  tenant_id TEXT NOT NULL,
  source TEXT NOT NULL,
  day TEXT NOT NULL, -- UTC, as 2026-11-22
  job_id BLOB NOT NULL CHECK (length(job_id) = 16),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (tenant_id, source, day, job_id)
) STRICT;
CREATE INDEX source_spend_by_job ON source_spend (tenant_id, source, job_id);

SET LOCAL app.tenant_id = '*';
-- What requests to sources that want money cost, in millionths of the currency of the settings. Written before a request
-- is sent.
CREATE TABLE source_spend (
  tenant_id text NOT NULL,
  source text NOT NULL,
  day text NOT NULL, -- UTC, as 2026-11-22
  job_id uuid NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (tenant_id, source, day, job_id)
);
CREATE INDEX source_spend_by_job ON source_spend (tenant_id, source, job_id);

SELECT leadstream_protect('source_spend'::regclass);

INSERT INTO schema_migrations (number, name, applied_at) VALUES (25, 'source_spend', now());

SET LOCAL app.tenant_id = '*';
-- Which sources somebody switched on or off while the service ran.
CREATE TABLE source_switches (
  tenant_id text NOT NULL,
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 100),
  enabled boolean NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, source)
);

SELECT leadstream_protect('source_switches');

INSERT INTO schema_migrations (number, name, applied_at) VALUES (31, 'source_switches', now());

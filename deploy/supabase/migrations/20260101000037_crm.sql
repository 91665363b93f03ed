SET LOCAL app.tenant_id = '*';
-- What was sent to which CRM: one row a lead and target, so that a push goes on where it stopped and sends nothing twice.
CREATE TABLE crm_records (
  tenant_id text NOT NULL,
  target text NOT NULL,
  lead_id uuid NOT NULL,
  sent text NOT NULL DEFAULT '', -- what was accepted last
  remote_id text NOT NULL DEFAULT '',
  error text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, target, lead_id)
);
CREATE INDEX crm_records_by_time ON crm_records (tenant_id, target, at DESC);

CREATE TABLE crm_runs (
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  target text NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'completed', 'failed', 'stopped')),
  filter text NOT NULL DEFAULT '',
  message text NOT NULL DEFAULT '',
  created bigint NOT NULL DEFAULT 0,
  updated bigint NOT NULL DEFAULT 0,
  unchanged bigint NOT NULL DEFAULT 0,
  failed bigint NOT NULL DEFAULT 0,
  begun_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);

-- Requests of a day, counted before they are sent.
CREATE TABLE crm_budgets (
  tenant_id text NOT NULL,
  target text NOT NULL,
  day text NOT NULL,
  requests bigint NOT NULL,
  PRIMARY KEY (tenant_id, target, day)
);

SELECT leadstream_protect(name::regclass) FROM unnest(ARRAY['crm_records', 'crm_runs', 'crm_budgets']) AS name;

INSERT INTO schema_migrations (number, name, applied_at) VALUES (37, 'crm', now());

-- What was sent to which CRM: one row a lead and target, so that a push goes on where it stopped and sends nothing twice.
CREATE TABLE crm_records (
  tenant_id TEXT NOT NULL,
  target TEXT NOT NULL,
  lead_id BLOB NOT NULL CHECK (length(lead_id) = 16),
  sent TEXT NOT NULL DEFAULT '', -- what was accepted last
  remote_id TEXT NOT NULL DEFAULT '',
  error TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, target, lead_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX crm_records_by_time ON crm_records (tenant_id, target, at DESC);

CREATE TABLE crm_runs (
  tenant_id TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  target TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'completed', 'failed', 'stopped')),
  filter TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (tenant_id, id)
) STRICT, WITHOUT ROWID;

-- Requests of a day, counted before they are sent.
CREATE TABLE crm_budgets (
  tenant_id TEXT NOT NULL,
  target TEXT NOT NULL,
  day TEXT NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, target, day)
) STRICT, WITHOUT ROWID;

-- Who is told of events, and the outbox: the commit of an event writes its deliveries too.
CREATE TABLE webhook_endpoints (
  row INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  url TEXT NOT NULL,
  events TEXT NOT NULL DEFAULT '', -- names with a blank between; empty: all
  description TEXT NOT NULL DEFAULT '',
  headers TEXT NOT NULL DEFAULT '',
  secret TEXT NOT NULL,
  old_secret TEXT NOT NULL DEFAULT '',
  old_secret_until INTEGER,
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  disabled_reason TEXT NOT NULL DEFAULT '',
  failing_since INTEGER,
  created_at INTEGER NOT NULL,
  UNIQUE (tenant_id, id)
) STRICT;

CREATE TABLE webhook_deliveries (
  row INTEGER PRIMARY KEY, -- the order in which they are sent
  tenant_id TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  endpoint_id BLOB NOT NULL,
  lane BLOB NOT NULL, -- the job; zeros when there is none
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  attempted_at INTEGER,
  last_status INTEGER NOT NULL DEFAULT 0,
  last_error TEXT NOT NULL DEFAULT '',
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, endpoint_id) REFERENCES webhook_endpoints (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (tenant_id, endpoint_id, lane, row)
  WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_by_endpoint ON webhook_deliveries (tenant_id, endpoint_id, row);
-- A job ends once, whatever is told of its end.
CREATE UNIQUE INDEX webhook_deliveries_one_end ON webhook_deliveries (tenant_id, endpoint_id, lane)
  WHERE type IN ('job.completed', 'job.failed') AND lane <> x'00000000000000000000000000000000';

-- What waits in order for one endpoint, and when its head is due.
CREATE TABLE webhook_lanes (
  tenant_id TEXT NOT NULL,
  endpoint_id BLOB NOT NULL,
  lane BLOB NOT NULL,
  next_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, endpoint_id, lane),
  FOREIGN KEY (tenant_id, endpoint_id) REFERENCES webhook_endpoints (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Payloads are our own JSON, whose keys are never inside of strings (quotes are escaped there); JSON functions may not
-- stand in triggers of a schema that is not trusted.
CREATE TRIGGER events_to_outbox AFTER INSERT ON events
WHEN EXISTS (SELECT 1 FROM webhook_endpoints WHERE tenant_id = new.tenant_id AND enabled = 1)
BEGIN
  INSERT OR IGNORE INTO webhook_deliveries (tenant_id, id, endpoint_id, lane, type, data, at)
  SELECT e.tenant_id, randomblob(16), e.id, coalesce(new.job_id, x'00000000000000000000000000000000'), t.type,
    CASE WHEN t.type IN ('job.completed', 'job.failed') THEN (
      SELECT '{"job_id":"' || substr(t.hex, 1, 8) || '-' || substr(t.hex, 9, 4) || '-' || substr(t.hex, 13, 4) || '-'
        || substr(t.hex, 17, 4) || '-' || substr(t.hex, 21) || '","status":"' || substr(t.type, 5)
        || '","results_summary":{"total_found":' || count(c.id)
        || ',"high_quality":' || coalesce(sum(c.lead_score >= 80), 0)
        || ',"medium_quality":' || coalesce(sum(c.lead_score BETWEEN 60 AND 79), 0)
        || ',"processing_time":'
        || printf('%.3f', (coalesce(j.completed_at, new.at) - coalesce(j.started_at, j.created_at)) / 1000.0) || '}}'
      FROM scraping_jobs j
      LEFT JOIN job_leads l ON l.tenant_id = j.tenant_id AND l.job_id = j.id
      LEFT JOIN companies c ON c.tenant_id = l.tenant_id AND c.id = l.company_id
      WHERE j.tenant_id = new.tenant_id AND j.id = new.job_id)
    ELSE new.payload END, new.at
  FROM (SELECT lower(hex(new.job_id)) AS hex, CASE
      WHEN new.type = 'company_update' THEN CASE
        WHEN instr(new.payload, '"change":"created"') > 0 THEN 'lead.created'
        WHEN instr(new.payload, '"change":"merged"') > 0 THEN 'lead.merged'
        ELSE 'lead.updated' END
      WHEN new.type = 'job_update' AND instr(new.payload, '"status":"completed"') > 0 THEN 'job.completed'
      WHEN new.type = 'job_update' AND instr(new.payload, '"status":"failed"') > 0 THEN 'job.failed'
      WHEN new.type = 'source_update' AND instr(new.payload, '"breaker":"open"') > 0 THEN 'source.opened'
      WHEN new.type = 'alert_update' AND instr(new.payload, '"state":"raised"') > 0 THEN 'alert.raised'
    END AS type) t
  JOIN webhook_endpoints e ON e.tenant_id = new.tenant_id AND e.enabled = 1
    AND (e.events = '' OR instr(' ' || e.events || ' ', ' ' || t.type || ' ') > 0)
  WHERE t.type IS NOT NULL;
END;

CREATE TRIGGER webhook_lane_opened AFTER INSERT ON webhook_deliveries BEGIN
  INSERT INTO webhook_lanes VALUES (new.tenant_id, new.endpoint_id, new.lane, new.at)
    ON CONFLICT DO NOTHING;
END;

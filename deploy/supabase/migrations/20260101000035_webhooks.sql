SET LOCAL app.tenant_id = '*';
-- Who is told of events, and the outbox: the commit of an event writes its deliveries too.
CREATE TABLE webhook_endpoints (
  row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  url text NOT NULL,
  events text NOT NULL DEFAULT '', -- names with a blank between; empty: all
  description text NOT NULL DEFAULT '',
  headers text NOT NULL DEFAULT '',
  secret text NOT NULL,
  old_secret text NOT NULL DEFAULT '',
  old_secret_until timestamptz,
  enabled boolean NOT NULL DEFAULT true,
  disabled_reason text NOT NULL DEFAULT '',
  failing_since timestamptz,
  created_at timestamptz NOT NULL,
  UNIQUE (tenant_id, id)
);

CREATE TABLE webhook_deliveries (
  row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- the order in which they are sent
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  lane uuid NOT NULL, -- the job; zeros when there is none
  type text NOT NULL,
  data text NOT NULL,
  at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  attempted_at timestamptz,
  last_status integer NOT NULL DEFAULT 0,
  last_error text NOT NULL DEFAULT '',
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, endpoint_id) REFERENCES webhook_endpoints (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (tenant_id, endpoint_id, lane, row)
  WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_by_endpoint ON webhook_deliveries (tenant_id, endpoint_id, row);
-- A job ends once, whatever is told of its end.
CREATE UNIQUE INDEX webhook_deliveries_one_end ON webhook_deliveries (tenant_id, endpoint_id, lane)
  WHERE type IN ('job.completed', 'job.failed') AND lane <> '00000000-0000-0000-0000-000000000000';

-- What waits in order for one endpoint, and when its head is due.
CREATE TABLE webhook_lanes (
  tenant_id text NOT NULL,
  endpoint_id uuid NOT NULL,
  lane uuid NOT NULL,
  next_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, endpoint_id, lane),
  FOREIGN KEY (tenant_id, endpoint_id) REFERENCES webhook_endpoints (tenant_id, id) ON DELETE CASCADE
);

-- The end of a job as its receivers are told of it.
CREATE FUNCTION job_end_payload(p_tenant text, p_job uuid, p_type text, p_at timestamptz) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT '{"job_id":"' || p_job || '","status":"' || substr(p_type, 5)
    || '","results_summary":{"total_found":' || count(c.id)
    || ',"high_quality":' || count(*) FILTER (WHERE c.lead_score >= 80)
    || ',"medium_quality":' || count(*) FILTER (WHERE c.lead_score BETWEEN 60 AND 79)
    || ',"processing_time":'
    || round(extract(epoch FROM coalesce(j.completed_at, p_at) - coalesce(j.started_at, j.created_at)), 3) || '}}'
  FROM scraping_jobs j
  LEFT JOIN job_leads l ON l.tenant_id = j.tenant_id AND l.job_id = j.id
  LEFT JOIN companies c ON c.tenant_id = l.tenant_id AND c.id = l.company_id
  WHERE j.tenant_id = p_tenant AND j.id = p_job
  GROUP BY j.completed_at, j.started_at, j.created_at
$$;

CREATE FUNCTION events_to_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind text := CASE
    WHEN new.type = 'company_update' THEN CASE
      WHEN strpos(new.payload, '"change":"created"') > 0 THEN 'lead.created'
      WHEN strpos(new.payload, '"change":"merged"') > 0 THEN 'lead.merged'
      ELSE 'lead.updated' END
    WHEN new.type = 'job_update' AND strpos(new.payload, '"status":"completed"') > 0 THEN 'job.completed'
    WHEN new.type = 'job_update' AND strpos(new.payload, '"status":"failed"') > 0 THEN 'job.failed'
    WHEN new.type = 'source_update' AND strpos(new.payload, '"breaker":"open"') > 0 THEN 'source.opened'
    WHEN new.type = 'alert_update' AND strpos(new.payload, '"state":"raised"') > 0 THEN 'alert.raised'
  END;
BEGIN
  IF kind IS NOT NULL THEN
    INSERT INTO webhook_deliveries (tenant_id, id, endpoint_id, lane, type, data, at)
    SELECT e.tenant_id, gen_random_uuid(), e.id, coalesce(new.job_id, '00000000-0000-0000-0000-000000000000'), kind,
      CASE WHEN kind IN ('job.completed', 'job.failed')
        THEN job_end_payload(new.tenant_id, new.job_id, kind, new.at) ELSE new.payload END, new.at
    FROM webhook_endpoints e
    WHERE e.tenant_id = new.tenant_id AND e.enabled
      AND (e.events = '' OR strpos(' ' || e.events || ' ', ' ' || kind || ' ') > 0)
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER events_to_outbox AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION events_to_outbox();

CREATE FUNCTION open_webhook_lane() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_lanes VALUES (new.tenant_id, new.endpoint_id, new.lane, new.at) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER webhook_lane_opened AFTER INSERT ON webhook_deliveries
  FOR EACH ROW EXECUTE FUNCTION open_webhook_lane();

SELECT leadstream_protect(name::regclass)
FROM unnest(ARRAY['webhook_endpoints', 'webhook_deliveries', 'webhook_lanes']) AS name;

INSERT INTO schema_migrations (number, name, applied_at) VALUES (35, 'webhooks', now());

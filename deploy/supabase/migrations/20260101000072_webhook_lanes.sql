SET LOCAL app.tenant_id = '*';
-- What no job made waits for its like alone: the changes of a lead, alerts, breakers of sources.
CREATE OR REPLACE FUNCTION events_to_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind text := CASE
    WHEN new.type = 'company_update' THEN CASE
      WHEN strpos(new.payload, '"change":"created"') > 0 THEN 'lead.created'
      WHEN strpos(new.payload, '"change":"merged"') > 0 THEN 'lead.merged'
      ELSE 'lead.updated' END
    WHEN new.type = 'job_update' AND strpos(new.payload, '"status":"completed"') > 0 THEN 'job.completed'
    WHEN new.type = 'job_update' AND strpos(new.payload, '"status":"failed"') > 0 THEN 'job.failed'
    WHEN new.type = 'source_update' AND strpos(new.payload, '"breaker":"open"') > 0 THEN 'source.opened'
    WHEN new.type = 'alert_update' THEN 'alert.raised'
  END;
BEGIN
  IF kind IS NOT NULL THEN
    INSERT INTO webhook_deliveries (tenant_id, id, endpoint_id, lane, type, data, at)
    SELECT e.tenant_id, gen_random_uuid(), e.id, CASE kind
        WHEN 'alert.raised' THEN '00000000-0000-0000-0000-000000000001'::uuid
        WHEN 'source.opened' THEN '00000000-0000-0000-0000-000000000002'::uuid
        ELSE coalesce(new.job_id, new.company_id, '00000000-0000-0000-0000-000000000000') END, kind,
      CASE WHEN kind IN ('job.completed', 'job.failed')
        THEN job_end_payload(new.tenant_id, new.job_id, kind, new.at) ELSE new.payload END, new.at
    FROM webhook_endpoints e
    WHERE e.tenant_id = new.tenant_id AND e.enabled
      AND (e.events = '' OR strpos(' ' || e.events || ' ', ' ' || kind || ' ') > 0)
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

INSERT INTO schema_migrations (number, name, applied_at) VALUES (72, 'webhook_lanes', now());

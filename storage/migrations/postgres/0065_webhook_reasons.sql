-- A failed job says why, and an alert that is over is told like one that begins: its state tells them apart.
CREATE OR REPLACE FUNCTION job_end_payload(p_tenant text, p_job uuid, p_type text, p_at timestamptz) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT '{"job_id":"' || p_job || '","status":"' || substr(p_type, 5)
    || '","results_summary":{"total_found":' || count(c.id)
    || ',"high_quality":' || count(*) FILTER (WHERE c.lead_score >= 80)
    || ',"medium_quality":' || count(*) FILTER (WHERE c.lead_score BETWEEN 60 AND 79)
    || ',"processing_time":'
    || round(extract(epoch FROM coalesce(j.completed_at, p_at) - coalesce(j.started_at, j.created_at)), 3) || '}'
    || CASE WHEN p_type = 'job.failed' THEN ',"errors":' || CAST(j.errors AS text) ELSE '' END || '}'
  FROM scraping_jobs j
  LEFT JOIN job_leads l ON l.tenant_id = j.tenant_id AND l.job_id = j.id
  LEFT JOIN companies c ON c.tenant_id = l.tenant_id AND c.id = l.company_id
  WHERE j.tenant_id = p_tenant AND j.id = p_job
  GROUP BY j.completed_at, j.started_at, j.created_at, j.errors
$$;

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

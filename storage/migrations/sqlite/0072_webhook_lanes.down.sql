DROP TRIGGER events_to_outbox;
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
        || printf('%.3f', (coalesce(j.completed_at, new.at) - coalesce(j.started_at, j.created_at)) / 1000.0) || '}'
        || CASE WHEN t.type = 'job.failed' THEN ',"errors":' || j.errors ELSE '' END || '}'
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
      WHEN new.type = 'alert_update' THEN 'alert.raised'
    END AS type) t
  JOIN webhook_endpoints e ON e.tenant_id = new.tenant_id AND e.enabled = 1
    AND (e.events = '' OR instr(' ' || e.events || ' ', ' ' || t.type || ' ') > 0)
  WHERE t.type IS NOT NULL;
END;

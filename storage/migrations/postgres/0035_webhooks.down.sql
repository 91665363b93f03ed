DROP TRIGGER events_to_outbox ON events;
DROP TABLE webhook_lanes;
DROP TABLE webhook_deliveries;
DROP TABLE webhook_endpoints;
DROP FUNCTION events_to_outbox();
DROP FUNCTION open_webhook_lane();
DROP FUNCTION job_end_payload(text, uuid, text, timestamptz);

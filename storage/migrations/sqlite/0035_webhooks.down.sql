DROP TRIGGER events_to_outbox;
DROP TABLE webhook_lanes;
DROP TABLE webhook_deliveries;
DROP TABLE webhook_endpoints;

DROP TRIGGER events_to_outbox ON events;
DROP TABLE webhook_lanes, webhook_deliveries, webhook_endpoints;
DROP FUNCTION events_to_outbox();
DROP FUNCTION webhook_lane_opened();

SET LOCAL app.tenant_id = '*';
-- Counts how often a lead was scored again since the commit that stored it; a part of the lead's version.
ALTER TABLE score_breakdowns ADD COLUMN version bigint NOT NULL DEFAULT 0;
-- The profile that searches are scored by which name none.
ALTER TABLE score_profiles ADD COLUMN is_default boolean NOT NULL DEFAULT false;

INSERT INTO schema_migrations (number, name, applied_at) VALUES (55, 'scored_again', now());

SET LOCAL app.tenant_id = '*';
-- What a lead's score is made of beside the profile, so that another profile is applied without reading the lead.
ALTER TABLE score_breakdowns ADD COLUMN basis text NOT NULL DEFAULT '';

INSERT INTO schema_migrations (number, name, applied_at) VALUES (20, 'score_basis', now());

ALTER TABLE score_breakdowns DROP COLUMN version;
ALTER TABLE score_profiles DROP COLUMN is_default;

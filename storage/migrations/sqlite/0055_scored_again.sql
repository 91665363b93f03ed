-- Counts how often a lead was scored again since the commit that stored it; a part of the lead's version.
ALTER TABLE score_breakdowns ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
-- The profile that searches are scored by which name none.
ALTER TABLE score_profiles ADD COLUMN is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1));

-- Profiles that leads are scored by, kept under names. A removed one stays until its leads are scored by the settings.
CREATE TABLE score_profiles (
  tenant_id TEXT NOT NULL,
  id BLOB NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  name_key TEXT, -- the name without case, null once it is removed
  version INTEGER NOT NULL,
  scored_version INTEGER NOT NULL DEFAULT 0, -- by which all of its leads are scored
  document TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX score_profiles_by_name ON score_profiles (tenant_id, name_key) WHERE name_key IS NOT NULL;

-- By which a lead is scored; null: by the settings.
ALTER TABLE score_breakdowns ADD COLUMN profile_id BLOB;
CREATE INDEX score_breakdowns_by_profile ON score_breakdowns (tenant_id, profile_id, row) WHERE profile_id IS NOT NULL;

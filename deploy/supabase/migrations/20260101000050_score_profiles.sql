SET LOCAL app.tenant_id = '*';
-- Profiles that leads are scored by, kept under names. A removed one stays until its leads are scored by the settings.
CREATE TABLE score_profiles (
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  name varchar(100) NOT NULL CHECK (name <> ''),
  name_key text, -- the name without case, null once it is removed
  version bigint NOT NULL,
  scored_version bigint NOT NULL DEFAULT 0, -- by which all of its leads are scored
  document text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX score_profiles_by_name ON score_profiles (tenant_id, name_key) WHERE name_key IS NOT NULL;

-- By which a lead is scored; null: by the settings.
ALTER TABLE score_breakdowns ADD COLUMN profile_id uuid;
CREATE INDEX score_breakdowns_by_profile ON score_breakdowns (tenant_id, profile_id, row) WHERE profile_id IS NOT NULL;

SELECT leadstream_protect('score_profiles');

INSERT INTO schema_migrations (number, name, applied_at) VALUES (50, 'score_profiles', now());

SET LOCAL app.tenant_id = '*';
-- Who may ask: API keys and users with their sessions, what they used up, and what they changed. Secrets are stored as
-- hashes alone; none of it is in sight of tokens that ask the database itself.

CREATE TABLE api_keys (
  tenant_id text NOT NULL,
  id text NOT NULL,
  name text NOT NULL,
  secret_hash text NOT NULL,
  scopes text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX api_keys_by_id ON api_keys (id);

CREATE TABLE users (
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
  password_hash text NOT NULL,
  disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  last_login_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX users_by_email ON users (email);

CREATE TABLE sessions (
  tenant_id text NOT NULL,
  id text NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX sessions_by_id ON sessions (id);
CREATE INDEX sessions_by_user ON sessions (tenant_id, user_id);

CREATE TABLE usage_counts (
  tenant_id text NOT NULL,
  what text NOT NULL,
  span bigint NOT NULL, -- number of the day or hour since 1970
  used bigint NOT NULL,
  PRIMARY KEY (tenant_id, what)
);

CREATE TABLE audit_log (
  tenant_id text NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  entry text NOT NULL, -- JSON
  previous_hash text NOT NULL,
  hash text NOT NULL, -- of the previous hash and the entry
  PRIMARY KEY (tenant_id, seq)
);
CREATE FUNCTION audit_log_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only added to';
END $$;
CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_stays();

DO $$
DECLARE
  target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['api_keys', 'users', 'sessions', 'usage_counts', 'audit_log'] LOOP
    PERFORM leadstream_protect(target::regclass);
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated') THEN
      EXECUTE format('REVOKE ALL ON %s FROM authenticated', target);
    END IF;
  END LOOP;
END $$;

INSERT INTO schema_migrations (number, name, applied_at) VALUES (3, 'accounts', now());

-- Who may ask: API keys and users with their sessions, what they used up, and what they changed. Secrets are stored as
-- hashes alone.

CREATE TABLE api_keys (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER,
  revoked_at INTEGER,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX api_keys_by_id ON api_keys (id);

CREATE TABLE users (
  tenant_id TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
  password_hash TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  last_login_at INTEGER,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX users_by_email ON users (email);

CREATE TABLE sessions (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  user_id BLOB NOT NULL CHECK (length(user_id) = 16),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX sessions_by_id ON sessions (id);
CREATE INDEX sessions_by_user ON sessions (tenant_id, user_id);

CREATE TABLE usage_counts (
  tenant_id TEXT NOT NULL,
  what TEXT NOT NULL,
  span INTEGER NOT NULL, -- number of the day or hour since 1970
  used INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, what)
) STRICT;

CREATE TABLE audit_log (
  tenant_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  entry TEXT NOT NULL, -- JSON
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL, -- of the previous hash and the entry
  PRIMARY KEY (tenant_id, seq)
) STRICT;
CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_log_keeps BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

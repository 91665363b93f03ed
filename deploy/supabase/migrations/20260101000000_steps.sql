-- Which steps are done; the program reads it at its start.
CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at timestamptz NOT NULL);

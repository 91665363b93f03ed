SET LOCAL app.tenant_id = '*';
-- The planner takes this into the statement: with settings of its own it was run, and planned, by itself for every
-- table that a statement reads. Its names are bound here, whatever the search path is later.
CREATE OR REPLACE FUNCTION leadstream_tenant() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('app.tenant_id', true), ''),
                nullif(current_setting('request.jwt.claims', true), '')::jsonb #>> '{app_metadata,tenant_id}');

INSERT INTO schema_migrations (number, name, applied_at) VALUES (70, 'inlined_tenant', now());

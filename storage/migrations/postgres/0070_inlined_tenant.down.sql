CREATE OR REPLACE FUNCTION leadstream_tenant() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT coalesce(nullif(current_setting('app.tenant_id', true), ''),
                  nullif(current_setting('request.jwt.claims', true), '')::jsonb #>> '{app_metadata,tenant_id}')
$$;

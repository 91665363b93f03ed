SET LOCAL app.tenant_id = '*';
-- Tenants do not learn of each other's users: an address is taken within its tenant alone.
DROP INDEX users_by_email;
CREATE UNIQUE INDEX users_by_email ON users (tenant_id, email);

INSERT INTO schema_migrations (number, name, applied_at) VALUES (69, 'emails_by_tenant', now());

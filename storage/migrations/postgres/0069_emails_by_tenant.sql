-- Tenants do not learn of each other's users: an address is taken within its tenant alone.
DROP INDEX users_by_email;
CREATE UNIQUE INDEX users_by_email ON users (tenant_id, email);

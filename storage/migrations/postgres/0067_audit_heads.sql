-- The newest link of each tenant's audit log once more, so that a log cut short is told from a whole one.
CREATE TABLE audit_heads (tenant_id text PRIMARY KEY, seq bigint NOT NULL, hash text NOT NULL);
INSERT INTO audit_heads
  SELECT tenant_id, seq, hash FROM audit_log a
  WHERE seq = (SELECT max(b.seq) FROM audit_log b WHERE b.tenant_id = a.tenant_id);
SELECT leadstream_protect('audit_heads');
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated') THEN
    REVOKE ALL ON audit_heads FROM authenticated;
  END IF;
END $$;

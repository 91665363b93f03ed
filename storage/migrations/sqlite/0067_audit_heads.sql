-- The newest link of each tenant's audit log once more, so that a log cut short is told from a whole one.
CREATE TABLE audit_heads (tenant_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
INSERT INTO audit_heads
  SELECT tenant_id, seq, hash FROM audit_log a
  WHERE seq = (SELECT max(b.seq) FROM audit_log b WHERE b.tenant_id = a.tenant_id);

-- Leads that went with an erasure: their address is answered "unavailable for legal reasons", which tells nothing else.
CREATE TABLE erased_leads (
  tenant_id TEXT NOT NULL,
  lead_id BLOB NOT NULL CHECK (length(lead_id) = 16),
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, lead_id)
) STRICT, WITHOUT ROWID;

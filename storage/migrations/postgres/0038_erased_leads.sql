-- Leads that went with an erasure: their address is answered "unavailable for legal reasons", which tells nothing else.
CREATE TABLE erased_leads (
  tenant_id text NOT NULL,
  lead_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, lead_id)
);

SELECT leadstream_protect('erased_leads');

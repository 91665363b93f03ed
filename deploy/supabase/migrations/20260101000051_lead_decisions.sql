SET LOCAL app.tenant_id = '*';
-- What people merged and took apart, and how it was before, so that an undoing gives the same rows back.
CREATE TABLE lead_decisions (
  row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('merge', 'unmerge')),
  lead_id uuid NOT NULL, -- that a merge left, or that was taken apart
  kept text NOT NULL,    -- JSON: marks, jobs and search of each lead before, the leads that stand after
  decided_by text NOT NULL,
  at timestamptz NOT NULL,
  undone boolean NOT NULL DEFAULT false,
  UNIQUE (tenant_id, id)
);
CREATE INDEX lead_decisions_by_lead ON lead_decisions (tenant_id, lead_id);

SELECT leadstream_protect('lead_decisions');

INSERT INTO schema_migrations (number, name, applied_at) VALUES (51, 'lead_decisions', now());

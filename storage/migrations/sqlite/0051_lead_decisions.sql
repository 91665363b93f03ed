-- What people merged and took apart, and how it was before, so that an undoing gives the same rows back.
CREATE TABLE lead_decisions (
  row INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'unmerge')),
  lead_id BLOB NOT NULL, -- that a merge left, or that was taken apart
  kept TEXT NOT NULL,    -- JSON: marks, jobs and search of each lead before, the leads that stand after
  decided_by TEXT NOT NULL,
  at INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0,
  UNIQUE (tenant_id, id)
) STRICT;
CREATE INDEX lead_decisions_by_lead ON lead_decisions (tenant_id, lead_id);

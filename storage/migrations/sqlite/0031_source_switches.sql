-- Which sources somebody switched on or off while the service ran.
CREATE TABLE source_switches (
  tenant_id TEXT NOT NULL,
  source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 100),
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, source)
) STRICT;

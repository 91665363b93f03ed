-- For which companies, by their observations, the page of a decision was wanted.
CREATE TABLE robots_decision_subjects (
  tenant_id TEXT NOT NULL,
  subject BLOB NOT NULL CHECK (length(subject) = 16),
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  PRIMARY KEY (tenant_id, subject, site, url)
) STRICT, WITHOUT ROWID;

-- For which companies, by their observations, the page of a decision was wanted.
CREATE TABLE robots_decision_subjects (
  tenant_id text NOT NULL,
  subject uuid NOT NULL,
  site text NOT NULL,
  url text NOT NULL,
  PRIMARY KEY (tenant_id, subject, site, url)
);

SELECT leadstream_protect('robots_decision_subjects');

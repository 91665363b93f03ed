-- How many leads have a facet, by industry and score: total_count of lists that ask for both, without counting.
CREATE TABLE facet_lead_counts (
  tenant_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  industry_text TEXT NOT NULL,
  lead_score INTEGER NOT NULL,
  leads INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, kind, value, industry_text, lead_score)
) STRICT, WITHOUT ROWID;
INSERT INTO facet_lead_counts
  SELECT f.tenant_id, f.kind, f.value, c.industry_text, c.lead_score, count(*)
  FROM companies c JOIN lead_facets f ON f.tenant_id = c.tenant_id AND f.company_id = c.id
  GROUP BY f.tenant_id, f.kind, f.value, c.industry_text, c.lead_score;

CREATE TRIGGER lead_facets_counted_apart AFTER INSERT ON lead_facets BEGIN
  INSERT INTO facet_lead_counts
    SELECT new.tenant_id, new.kind, new.value, c.industry_text, c.lead_score, 1
    FROM companies c WHERE c.tenant_id = new.tenant_id AND c.id = new.company_id
    ON CONFLICT DO UPDATE SET leads = leads + 1;
END;
-- Of a lead that goes with its facets nothing is found here: companies_uncounted_apart has counted it.
CREATE TRIGGER lead_facets_uncounted_apart AFTER DELETE ON lead_facets BEGIN
  UPDATE facet_lead_counts SET leads = leads - 1
    WHERE tenant_id = old.tenant_id AND kind = old.kind AND value = old.value
      AND (industry_text, lead_score) = (
        SELECT c.industry_text, c.lead_score FROM companies c
        WHERE c.tenant_id = old.tenant_id AND c.id = old.company_id);
END;
CREATE TRIGGER companies_uncounted_apart BEFORE DELETE ON companies BEGIN
  UPDATE facet_lead_counts SET leads = leads - 1
    WHERE tenant_id = old.tenant_id AND industry_text = old.industry_text AND lead_score = old.lead_score
      AND (kind, value) IN (
        SELECT f.kind, f.value FROM lead_facets f WHERE f.tenant_id = old.tenant_id AND f.company_id = old.id);
END;
CREATE TRIGGER companies_recounted_apart AFTER UPDATE OF industry_text, lead_score ON companies
  WHEN new.industry_text <> old.industry_text OR new.lead_score <> old.lead_score BEGIN
  UPDATE facet_lead_counts SET leads = leads - 1
    WHERE tenant_id = old.tenant_id AND industry_text = old.industry_text AND lead_score = old.lead_score
      AND (kind, value) IN (
        SELECT f.kind, f.value FROM lead_facets f WHERE f.tenant_id = old.tenant_id AND f.company_id = old.id);
  INSERT INTO facet_lead_counts
    SELECT f.tenant_id, f.kind, f.value, new.industry_text, new.lead_score, 1
    FROM lead_facets f WHERE f.tenant_id = new.tenant_id AND f.company_id = new.id
    ON CONFLICT DO UPDATE SET leads = leads + 1;
END;

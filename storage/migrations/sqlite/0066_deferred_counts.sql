-- Whoever scores many leads again puts a row here for the length of the transaction, and adds their counts up itself.
CREATE TABLE deferred_counts (tenant_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
DROP TRIGGER companies_recounted_apart;
DROP TRIGGER companies_recounted;
CREATE TRIGGER companies_recounted AFTER UPDATE OF industry_text, lead_score ON companies
  WHEN (new.industry_text <> old.industry_text OR new.lead_score <> old.lead_score)
    AND NOT EXISTS (SELECT 1 FROM deferred_counts d WHERE d.tenant_id = new.tenant_id) BEGIN
  UPDATE lead_counts SET leads = leads - 1
    WHERE tenant_id = old.tenant_id AND industry_text = old.industry_text AND lead_score = old.lead_score;
  INSERT INTO lead_counts VALUES (new.tenant_id, new.industry_text, new.lead_score, 1)
    ON CONFLICT DO UPDATE SET leads = leads + 1;
END;
CREATE TRIGGER companies_recounted_apart AFTER UPDATE OF industry_text, lead_score ON companies
  WHEN (new.industry_text <> old.industry_text OR new.lead_score <> old.lead_score)
    AND NOT EXISTS (SELECT 1 FROM deferred_counts d WHERE d.tenant_id = new.tenant_id) BEGIN
  UPDATE facet_lead_counts SET leads = leads - 1
    WHERE tenant_id = old.tenant_id AND industry_text = old.industry_text AND lead_score = old.lead_score
      AND (kind, value) IN (
        SELECT f.kind, f.value FROM lead_facets f WHERE f.tenant_id = old.tenant_id AND f.company_id = old.id);
  INSERT INTO facet_lead_counts
    SELECT f.tenant_id, f.kind, f.value, new.industry_text, new.lead_score, 1
    FROM lead_facets f WHERE f.tenant_id = new.tenant_id AND f.company_id = new.id
    ON CONFLICT DO UPDATE SET leads = leads + 1;
END;

DROP TRIGGER companies_recounted_apart;
DROP TRIGGER companies_uncounted_apart;
DROP TRIGGER lead_facets_uncounted_apart;
DROP TRIGGER lead_facets_counted_apart;
DROP TABLE facet_lead_counts;

-- An example search of the tenant "default", which the program takes up at its next start. Harmless when done again.
SELECT set_config('app.tenant_id', 'default', false);
INSERT INTO scraping_jobs (tenant_id, id, search_criteria)
VALUES ('default', '01900000-0000-7000-8000-000000000001',
        '{"industry": "dentist", "location": "Vaduz", "max_results": 20}')
ON CONFLICT (tenant_id, id) DO NOTHING;

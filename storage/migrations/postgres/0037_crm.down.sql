DROP TABLE crm_budgets;
DROP TABLE crm_runs;
DROP TABLE crm_records;

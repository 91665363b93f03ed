DROP TABLE lead_decisions;

DROP TABLE source_spend;

ALTER TABLE score_breakdowns DROP COLUMN basis;

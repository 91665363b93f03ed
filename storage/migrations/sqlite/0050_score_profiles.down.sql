DROP INDEX score_breakdowns_by_profile;
ALTER TABLE score_breakdowns DROP COLUMN profile_id;
DROP TABLE score_profiles;

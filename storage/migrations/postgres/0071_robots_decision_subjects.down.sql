DROP TABLE robots_decision_subjects;

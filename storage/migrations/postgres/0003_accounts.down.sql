DROP TABLE audit_log;
DROP TABLE usage_counts;
DROP TABLE sessions;
DROP TABLE users;
DROP TABLE api_keys;
DROP FUNCTION audit_log_stays();

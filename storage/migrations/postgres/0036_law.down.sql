DROP INDEX scraped_data_by_age;
DROP TABLE erasures;
DROP TABLE suppressions;

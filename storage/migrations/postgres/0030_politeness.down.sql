DROP TABLE crawl_opt_outs;
DROP TABLE robots_decisions;

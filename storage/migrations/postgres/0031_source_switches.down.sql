DROP TABLE source_switches;

DROP TABLE erased_leads;

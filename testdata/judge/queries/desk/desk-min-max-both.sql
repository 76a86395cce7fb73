-- category: min-max
-- expert: create index on audit_log (logged)
select min(logged), max(logged) from audit_log;

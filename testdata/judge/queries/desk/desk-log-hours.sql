-- category: brin
-- expert: create index on audit_log using brin (logged)
select action, count(*) from audit_log where logged >= '2025-06-01' and logged < '2025-07-01' group by action;

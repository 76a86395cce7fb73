-- ANALYZE cut short by max_execution_time.
-- servers: mysql9
-- formats: v2-analyze, tree-analyze
-- set: max_execution_time = 300
select count(*) from orders a join orders b on a.customer_id + b.customer_id = 17 and a.total <> b.total;

-- ANALYZE cut short by max_execution_time.
-- server: mysql9 = MySQL 9.7.4
-- set: max_execution_time = 300
select count(*) from orders a join orders b on a.customer_id + b.customer_id = 17 and a.total <> b.total;

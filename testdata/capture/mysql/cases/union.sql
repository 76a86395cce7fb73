-- UNION: a temporary table takes the duplicates out.
-- servers: mysql9, mariadb118, mariadb105, mysql56
-- shows: v1 "union_result"
-- shows: mariadb "union_result"
select customer_id from orders where status = 'open' and total > 850
union
select customer_id from tickets where state = 'waiting' and priority = 1;

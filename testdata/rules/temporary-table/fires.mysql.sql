-- Twenty thousand groups are kept in a temporary table, for want of an index in their order.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "using_temporary_table": true
-- shows: mariadb "temporary_table"
-- remedy: create index orders_customer_id_total_idx on orders (customer_id, total); mysql9: 319,992 -> 150,002 and 0.45 -> 0.09 s, mariadb118: 339,988 -> 150,014
select customer_id, count(*), sum(total) from orders group by customer_id;

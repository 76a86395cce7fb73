-- Groups in a temporary table, then sorted: no index has their order.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105, mysql56
-- formats: all
-- shows: v1 "grouping_operation"
-- shows: v1 "using_temporary_table": true
-- shows: mariadb "temporary_table"
select channel, status, count(*), sum(total) from orders group by channel, status order by sum(total) desc;

-- Ranges of two indexes, sorted and put together.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
-- shows: v1 sort_union(
-- shows: mariadb sort_union
select id, subject from tickets where opened_at >= '2023-04-01' or customer_id between 20 and 60;

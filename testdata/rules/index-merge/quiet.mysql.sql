-- Two indexes put together for an OR: both bring a few rows, and all of them are wanted.
-- formats: v1, v2-analyze, analyze
-- shows: v1 union(
-- shows: mariadb "index_merge"
select id, subject from tickets where customer_id = 4711 or id = 17;

-- OR across two columns with an index each: both are read and their rows put together.
-- servers: mysql9, mariadb118, mariadb105
-- shows: v1 union(
-- shows: mariadb "index_merge"
select id, subject from tickets where customer_id = 4711 or agent_id = 17;

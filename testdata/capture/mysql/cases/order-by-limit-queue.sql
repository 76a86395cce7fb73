-- Sorted for a few rows only: a priority queue.
-- servers: mysql9, mariadb118, mariadb105
-- shows: analyze "r_used_priority_queue": true
-- shows: tree limit input to 10 row(s) per chunk
select id, total from orders order by total desc, placed_at limit 10;

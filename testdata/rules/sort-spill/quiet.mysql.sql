-- The same sort with room to work in.
-- servers: mariadb118, mariadb105
-- formats: analyze
-- set: sort_buffer_size = 67108864
select id, placed_at, total, note from orders where status <> 'open' order by note, total;

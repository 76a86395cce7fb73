-- A sort that does not fit into its buffer: it goes to disk in runs, which are merged in several passes.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
-- set: sort_buffer_size = 32768
-- shows: analyze "r_sort_passes"
select id, placed_at, total, note from orders where status <> 'open' order by note, total;

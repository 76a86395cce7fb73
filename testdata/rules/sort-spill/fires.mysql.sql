-- A sort does not fit into 32 kB: it goes to disk, and its runs are merged in several passes.
-- servers: mariadb118, mariadb105
-- formats: analyze
-- set: sort_buffer_size = 32768
-- shows: analyze "r_sort_passes"
-- remedy: set sort_buffer_size = 67108864; mariadb118: 31 -> 0 merge passes
select id, placed_at, total, note from orders where status <> 'open' order by note, total;

-- A sort that does not fit into its buffer: it goes to disk in runs, which are merged in several passes.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
-- set: sort_buffer_size = 32768
select id, placed_at, total, note from orders where status <> 'open' order by note, total;

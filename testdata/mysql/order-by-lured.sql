-- ORDER BY with a LIMIT lures the server onto the index of the order, along which it finds what it looks for at the end.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- setup: create index orders_placed_at_idx on orders (placed_at);
select id, customer_id, placed_at from orders where status = 'open' and channel = 'app' order by placed_at limit 10;

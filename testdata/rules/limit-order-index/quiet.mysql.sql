-- The same index for the same order, but every second row is one that is looked for.
-- formats: v2-analyze, analyze
-- setup: create index orders_placed_at_idx on orders (placed_at);
-- cleanup: drop index orders_placed_at_idx on orders;
-- shows: v2 "orders_placed_at_idx"
-- shows: mariadb "orders_placed_at_idx"
select id, customer_id, placed_at from orders where status = 'delivered' and channel = 'web' order by placed_at limit 10;

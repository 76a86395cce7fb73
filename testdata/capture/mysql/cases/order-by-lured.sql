-- ORDER BY with a LIMIT lures the server onto the index of the order, along which it finds what it looks for at the end.
-- setup: create index orders_placed_at_idx on orders (placed_at);
-- cleanup: drop index orders_placed_at_idx on orders;
-- shows: v1 "orders_placed_at_idx"
select id, customer_id, placed_at from orders where status = 'open' and channel = 'app' order by placed_at limit 10;

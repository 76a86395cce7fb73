-- LIMIT lures the server onto the index of the order: along it, the first open order comes after 147,000 others.
-- formats: v2-analyze, analyze
-- setup: create index orders_placed_at_idx on orders (placed_at);
-- cleanup: drop index orders_placed_at_idx on orders;
-- shows: v2 "orders_placed_at_idx"
-- shows: mariadb "orders_placed_at_idx"
-- remedy: create index orders_status_channel_placed_at_idx on orders (status, channel, placed_at); mysql9: 147,058 -> 10, mariadb118: 147,057 -> 26
select id, customer_id, placed_at from orders where status = 'open' and channel = 'app' order by placed_at limit 10;

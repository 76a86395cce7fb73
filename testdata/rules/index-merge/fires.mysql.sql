-- Two indexes are read and intersected: 53,360 entries for 2,227 rows.
-- servers: mysql9
-- formats: v1, v2-analyze
-- setup: create index orders_channel_idx on orders (channel); create index orders_status_idx on orders (status);
-- cleanup: drop index orders_channel_idx on orders; drop index orders_status_idx on orders;
-- shows: v1 intersect(
-- remedy: create index orders_status_channel_idx on orders (status, channel); mysql9: 53,361 -> 2,228
select count(*) from orders where status = 'cancelled' and channel = 'app';

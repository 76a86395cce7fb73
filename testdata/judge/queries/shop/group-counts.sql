-- category: group
-- small
-- expert: create index on orders (warehouse_id, channel)
select warehouse_id, channel, count(*) from orders group by warehouse_id, channel;

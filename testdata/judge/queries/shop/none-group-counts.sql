-- category: none
select warehouse_id, channel, count(*) from orders group by warehouse_id, channel;

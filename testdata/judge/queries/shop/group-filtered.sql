-- category: group
-- expert: create index on orders (status, channel) include (total)
select channel, count(*), sum(total) from orders where status = 'cancelled' group by channel;

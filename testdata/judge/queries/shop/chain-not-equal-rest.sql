-- The unequal condition can be no bound; the range can.
-- category: inequality
-- expert: create index on orders (total) include (id, status, channel)
select id, total from orders where total >= 2450 and status <> 'completed' and channel <> 'web';

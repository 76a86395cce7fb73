-- category: order-limit
-- small
-- expert: create index on orders (updated_at)
select id, status, updated_at from orders order by updated_at desc limit 20;

-- category: order-limit
-- expert: create index on orders (shipped_at desc, id desc)
select id, shipped_at from orders where shipped_at is not null order by shipped_at desc, id desc limit 30;

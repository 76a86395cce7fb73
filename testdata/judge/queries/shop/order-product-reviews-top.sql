-- category: order-limit
-- expert: create index on reviews (product_id, helpful desc, created_at desc)
select id, rating, body from reviews where product_id = 1 order by helpful desc, created_at desc limit 5;

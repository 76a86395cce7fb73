-- category: order-limit
-- expert: create index on reviews (helpful desc)
select id, product_id, helpful from reviews order by helpful desc limit 20 offset 200;

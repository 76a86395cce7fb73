-- category: order-limit
-- expert: create index on reviews (created_at)
select r.id, r.rating, p.name from reviews r join products p on p.id = r.product_id order by r.created_at desc limit 15;

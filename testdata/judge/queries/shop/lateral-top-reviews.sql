-- category: lateral
-- expert: create index on reviews (product_id, helpful)
-- expert: create index on products (category_id)
select p.id, r.body from products p cross join lateral (select body from reviews r where r.product_id = p.id order by helpful desc limit 2) r where p.category_id = 22;

-- A subquery for each row as well, but fifty lookups.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "dependent": true
select p.sku, (select avg(r.rating) from reviews r where r.product_id = p.id) as stars from products p where p.category_id = 7;

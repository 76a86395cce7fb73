-- category: in
-- expert: create index on reviews (product_id)
select product_id, rating, created_at from reviews where product_id in (812, 3345, 9001, 15001, 19311);

-- category: min-max
-- expert: create index on reviews (product_id, created_at)
select min(created_at), max(created_at) from reviews where product_id = 3;

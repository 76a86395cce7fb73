-- category: dml
-- expert: create index on reviews (product_id)
update reviews r set flagged = true from products p where p.id = r.product_id and p.discontinued and p.category_id = 3;

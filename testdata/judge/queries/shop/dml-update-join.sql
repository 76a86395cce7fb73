-- category: dml
-- expert: create index on reviews (product_id)
-- expert: create index on products (category_id) where discontinued
update reviews r set flagged = true from products p where p.id = r.product_id and p.discontinued and p.category_id = 3;

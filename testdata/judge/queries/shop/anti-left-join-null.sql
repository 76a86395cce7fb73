-- category: semi-anti
-- expert: create index on products (id) include (name) where discontinued
-- expert: create index on reviews (product_id, id)
select p.id, p.name from products p left join reviews r on r.product_id = p.id where p.discontinued and r.id is null;

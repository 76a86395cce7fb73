-- Two conditions, each of them unselective beside the pair.
-- category: equality
-- expert: create index on products (brand, category_id)
select id, name from products where brand = 'Brand 12' and category_id = 43;

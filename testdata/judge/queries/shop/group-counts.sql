-- category: group
-- small
-- expert: create index on products (brand, category_id)
select brand, category_id, count(*) from products group by brand, category_id;

-- category: composite
-- expert: create index on products (category_id, price)
select id, name, price from products where category_id = 17 and price between 20 and 60;

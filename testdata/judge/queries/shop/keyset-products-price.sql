-- category: keyset
-- expert: create index on products (price, id)
select id, name, price from products where (price, id) > (41.5, 7000) order by price, id limit 40;

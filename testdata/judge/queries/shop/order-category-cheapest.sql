-- category: order-limit
-- expert: create index on products (category_id, price)
select id, name, price from products where category_id = 101 order by price limit 24;

-- All rows of a wide table, and of each two small columns.
-- category: covering
-- expert: create index on products (brand) include (price)
select brand, avg(price) from products group by brand;

-- category: distinct
-- expert: create index on products (brand)
select distinct brand from products;

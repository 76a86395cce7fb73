-- category: partial
-- expert: create index on products (category_id) include (id, name) where stock = 0 and not discontinued
select id, name, category_id from products where stock = 0 and not discontinued order by category_id;

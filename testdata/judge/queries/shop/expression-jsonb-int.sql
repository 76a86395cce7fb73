-- category: expression
-- expert: create index on products (((attributes ->> 'weight')::int))
select id, name from products where (attributes ->> 'weight')::int between 4900 and 4920;

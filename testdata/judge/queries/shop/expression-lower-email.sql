-- category: expression
-- small
-- expert: create index on customers (lower(email))
select id, name from customers where lower(email) = 'greta.777@example.com';

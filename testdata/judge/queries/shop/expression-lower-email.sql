-- category: expression
-- small
-- expert: create index on customers (lower(email))
select id, name from customers where lower(email) = 'ben.777@example.org';

-- category: or
-- expert: create index on customers (phone)
-- expert: create index on customers (email)
select id, name from customers where email = 'David.19@example.org' or phone = '+49566460858';

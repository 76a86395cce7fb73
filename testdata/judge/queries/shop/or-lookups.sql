-- category: or
-- expert: create index on customers (phone)
-- expert: create index on customers (email)
select id, name from customers where email = 'Jan.19@post.example' or phone = '+49123456789';

-- category: join
-- expert: create index on customers (email)
-- expert: create index on reviews (customer_id)
select r.id, r.rating, r.body from reviews r join customers c on c.id = r.customer_id where c.email = 'Jan.4001@example.com';

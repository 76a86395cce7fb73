-- category: partial
-- small
-- expert: create index on orders (created_at) where status = 'pending'
select id, customer_id, created_at from orders where status = 'pending' order by created_at limit 100;

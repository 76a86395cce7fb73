-- category: in
-- small
-- expert: create index on orders (status)
select id, status, customer_id from orders where status in ('pending', 'failed');

-- An order-only index would walk far for a rare value: the equality goes first.
-- category: order-limit
-- expert: create index on orders (status, created_at)
select id, created_at from orders where status = 'failed' order by created_at limit 50;

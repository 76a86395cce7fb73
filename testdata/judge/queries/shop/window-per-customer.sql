-- category: window
-- expert: create index on orders (customer_id, created_at) include (total)
select customer_id, created_at, total - lag(total) over (partition by customer_id order by created_at) from orders;

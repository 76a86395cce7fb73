-- category: lateral
-- expert: create index on orders (customer_id, created_at)
-- expert: create index on customers (id) where vip
select c.id, o.id, o.total from customers c cross join lateral (select id, total from orders o where o.customer_id = c.id order by o.created_at desc limit 3) o where c.vip;

-- category: semi-anti
-- expert: create index on tickets (status)
-- expert: create index on orders (customer_id, created_at)
select t.id from tickets t where t.status = 'open' and exists (select 1 from orders o where o.customer_id = t.customer_id and o.created_at > t.opened_at);

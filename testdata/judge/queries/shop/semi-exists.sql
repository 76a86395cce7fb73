-- category: semi-anti
-- small
-- expert: create index on reviews (customer_id)
-- expert: create index on customers (id) include (email) where vip
select id, email from customers c where vip and exists (select 1 from reviews r where r.customer_id = c.id);

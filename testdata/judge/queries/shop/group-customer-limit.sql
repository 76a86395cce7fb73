-- The groups come in the wanted order, and the limit stops after a few.
-- category: group
-- expert: create index on orders (customer_id)
select customer_id, count(*), sum(total) from orders group by customer_id order by customer_id limit 10;

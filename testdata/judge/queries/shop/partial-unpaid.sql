-- category: partial
-- expert: create index on orders (customer_id) include (total) where not paid
select customer_id, count(*), sum(total) from orders where not paid group by customer_id having count(*) > 3;

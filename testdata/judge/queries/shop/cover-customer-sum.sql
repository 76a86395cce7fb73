-- category: covering
-- small
-- expert: create index on orders (customer_id) include (total)
select sum(total) from orders where customer_id = 2;

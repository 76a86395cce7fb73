-- The order is of a computed sum over all groups.
-- category: none
select customer_id, sum(total) as volume from orders group by customer_id order by volume desc limit 10;

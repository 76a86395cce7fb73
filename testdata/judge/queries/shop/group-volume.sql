-- All groups: the index alone holds what the sums need, in the order of the groups.
-- category: group
-- expert: create index on orders (customer_id) include (total)
select customer_id, sum(total) as volume from orders group by customer_id order by volume desc limit 10;

-- Everything at once: grouped, duplicates removed, sorted, limited.
-- shows: v1 "duplicates_removal"
-- shows: v1 "grouping_operation"
-- shows: v1 "ordering_operation"
select distinct count(*) as orders, max(total) as most from orders where total > 700 group by customer_id order by most desc, orders limit 15;

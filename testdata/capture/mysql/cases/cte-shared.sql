-- A CTE read twice: materialised once.
-- formats: all
-- shows: v1 "sharing_temporary_table_with"
with spent as (
    select customer_id, sum(total) as total, count(*) as orders from orders group by customer_id
)
select a.customer_id, a.total
from spent a
where a.total > (select avg(total) * 3 from spent b);

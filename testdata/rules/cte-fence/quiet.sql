-- Two readers share what is stored: computing it once is the point.
-- explain: analyze
-- shows: "Node Type": "CTE Scan"
with priced as materialized (
    select id, customer_id, total * 1.2 as gross from orders
)
select id, gross from priced where customer_id = 4711
union all
select id, gross from priced where customer_id = 4712;

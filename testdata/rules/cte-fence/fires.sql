-- MATERIALIZED keeps the condition out: all orders are computed and stored so that one customer's are read.
-- explain: analyze
-- shows: "Node Type": "CTE Scan"
with priced as materialized (
    select id, customer_id, total * 1.2 as gross from orders
)
select id, gross
from priced
where customer_id = 4711;

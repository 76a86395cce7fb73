-- Page 2,501: fifty thousand orders are read in order to be skipped.
-- explain: analyze
-- shows: "Node Type": "Limit"
select id, placed_at, total
from orders
order by id
limit 20 offset 50000;

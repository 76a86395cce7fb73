-- Page 51: a thousand rows skipped are no trouble.
-- explain: analyze
-- shows: "Node Type": "Limit"
select id, placed_at, total
from orders
order by id
limit 20 offset 1000;

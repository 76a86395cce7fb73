-- Nearly all of the time goes into reading orders from end to end, and every row is wanted.
-- explain: analyze
-- shows: "Node Type": "Seq Scan"
select max(total), min(placed_at)
from orders;

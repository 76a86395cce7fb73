-- The index finds the quarter; seven of eight rows it leads to are then thrown away for their rating.
-- explain: analyze
-- shows: "Node Type": "Index Scan"
-- shows: "Rows Removed by Filter"
select id, product_id
from reviews
where created_at between '2024-04-01' and '2024-07-01'
  and rating = 1;

-- The filter beside the index removes many rows as well, but keeps the larger part.
-- explain: analyze
-- shows: "Node Type": "Index Scan"
-- shows: "Rows Removed by Filter"
select id, product_id
from reviews
where created_at between '2024-04-01' and '2024-07-01'
  and rating <= 3;

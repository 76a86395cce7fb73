-- The table was changed after its last vacuum: the index alone cannot tell which rows are visible.
-- explain: analyze, buffers
-- setup: update reviews set rating = rating;
-- set: enable_bitmapscan = off
-- shows: "Node Type": "Index Only Scan"
select count(*)
from reviews
where created_at between '2024-04-01' and '2024-07-01';

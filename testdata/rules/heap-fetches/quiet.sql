-- A hundred rows were changed: the pages around them are fetched, and that is a few percent.
-- explain: analyze, buffers
-- setup: update reviews set rating = rating where id between 7000 and 7099;
-- set: enable_bitmapscan = off
-- shows: "Node Type": "Index Only Scan"
select count(*)
from reviews
where created_at between '2024-04-01' and '2024-07-01';

-- The same bitmap with room for every row.
-- explain: analyze, buffers
-- shows: "Lossy Heap Blocks": 0
select order_id, quantity
from order_items
where product_id between 100 and 220;

-- The bitmap does not fit into 64 kB: it keeps pages instead of rows, and every row on them is checked again.
-- explain: analyze, buffers
-- set: work_mem = '64kB'
-- shows: "Lossy Heap Blocks"
select order_id, quantity
from order_items
where product_id between 100 and 220;

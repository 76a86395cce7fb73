-- 300,000 orders are read to keep 6,000.
-- explain: analyze, buffers
-- shows: "Rows Removed by Filter"
select id, customer_id, total
from orders
where status = 'returned';

-- As many rows are read, but one in six is kept: an index would not spare the table much.
-- explain: analyze, buffers
-- shows: "Rows Removed by Filter"
select id, customer_id, total
from orders
where channel = 'phone';

-- The same sort with room to work in.
-- explain: analyze, buffers
-- shows: "Sort Space Type": "Memory"
select full_name, city
from customers
order by city, full_name;

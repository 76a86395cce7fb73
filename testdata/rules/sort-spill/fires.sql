-- Thirty thousand rows do not fit into 64 kB: the sort goes to disk.
-- explain: analyze, buffers
-- set: work_mem = '64kB'
-- shows: "Sort Space Type": "Disk"
select full_name, city
from customers
order by city, full_name;

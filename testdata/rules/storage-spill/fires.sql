-- The thirty thousand rows of a CTE are stored on disk: 64 kB do not hold them.
-- versions: 18
-- explain: analyze, buffers off
-- set: work_mem = '64kB'
-- shows: "Storage": "Disk"
with named as materialized (
    select id, full_name, city from customers
)
select count(*)
from named
where city < 'City 2';

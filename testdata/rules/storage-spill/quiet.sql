-- The same rows stored in memory.
-- versions: 18
-- explain: analyze, buffers off
-- shows: "Storage": "Memory"
with named as materialized (
    select id, full_name, city from customers
)
select count(*)
from named
where city < 'City 2';

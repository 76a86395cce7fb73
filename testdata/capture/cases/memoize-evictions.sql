-- A cache too small for its keys, whose entries are compared byte by byte.
-- explain: analyze
-- set: work_mem = '64kB'
-- set: enable_hashjoin = off
-- set: enable_mergejoin = off
-- shows: "Cache Mode": "binary"
select count(*)
from reviews r
cross join lateral (select p.name from products p where p.id = r.product_id offset 0) p
where r.created_at > '2024-06-01';

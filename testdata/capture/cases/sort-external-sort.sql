-- A spilled sort that a merge join reads twice: "external sort" instead of "external merge".
-- explain: analyze
-- set: work_mem = '64kB'
-- set: enable_hashjoin = off
-- set: enable_nestloop = off
-- set: enable_material = off
-- shows: external sort
-- shows: external merge
select count(*)
from reviews a
join reviews b on b.customer_id = a.customer_id
where a.id <= 5000 and b.id <= 5000;

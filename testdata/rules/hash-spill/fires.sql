-- The hash table of the customers is split into batches that go through temporary files.
-- explain: analyze, buffers
-- set: work_mem = '256kB'
-- shows: "Original Hash Batches"
select o.id, c.city
from orders o
join customers c on c.id = o.customer_id
where o.status = 'cancelled';

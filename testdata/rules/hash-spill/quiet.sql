-- The same join with a hash table that fits into memory.
-- explain: analyze, buffers
-- shows: "Hash Batches": 1,
select o.id, c.city
from orders o
join customers c on c.id = o.customer_id
where o.status = 'cancelled';

-- A semi join that hashes its outer side, new in 18.
-- server: PostgreSQL 18.6
-- explain: analyze, buffers off
select c.id, c.full_name 
from customers c
where c.city = 'City 5'
  and exists (select from orders o where o.customer_id = c.id and o.status = 'open');

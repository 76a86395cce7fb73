-- A value or NULL, both out of one index.
-- shows: v1 "ref_or_null"
-- shows: mariadb ref_or_null
select c.id, t.subject
from customers c
left join tickets t on (t.customer_id = c.referred_by or t.customer_id is null) and t.agent_id < 5
where c.id between 4990 and 5000;

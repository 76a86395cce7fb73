-- The inner side runs more than a thousand times, but each run is a cheap probe: the time goes elsewhere.
-- explain: analyze
-- set: enable_hashjoin = off
-- set: enable_mergejoin = off
-- shows: "Node Type": "Nested Loop"
select o.id, c.city
from orders o
join customers c on c.id = o.customer_id
where o.status = 'open';

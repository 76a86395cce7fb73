-- IN over an index, neither a semijoin nor materialised: a lookup for every row.
-- set: optimizer_switch = 'materialization=off'
-- shows: mariadb "index_subquery"
select c.id, c.referred_by in (select t.customer_id from tickets t where t.priority < 30) as known,
       c.id in (select p.id from products p where p.price < 60) as cheap
from customers c where c.country = 'DE' and c.city = 'City 14';

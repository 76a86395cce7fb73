-- IN over an index, neither a semijoin nor materialised: a lookup for every row.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- set: optimizer_switch = 'materialization=off'
select c.id, c.referred_by in (select t.customer_id from tickets t where t.priority < 30) as known,
       c.id in (select p.id from products p where p.price < 60) as cheap
from customers c where c.country = 'DE' and c.city = 'City 14';

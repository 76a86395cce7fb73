-- EXISTS as a semijoin that stops at the first match.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
-- set: optimizer_switch = 'materialization=off,loosescan=off'
select c.id, c.full_name
from customers c
where c.country = 'BE' and c.id in (select t.customer_id from tickets t where t.state = 'merged');

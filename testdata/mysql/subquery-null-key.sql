-- A nullable value in a nullable list: where the value is NULL, the index is of no use.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
-- set: optimizer_switch = 'materialization=off'
select c.id,
       c.referred_by in (select t.customer_id from tickets t join employees e on e.id = t.agent_id where t.priority < 3) as known
from customers c where c.country = 'DE' and c.city = 'City 12' and c.id < 300;

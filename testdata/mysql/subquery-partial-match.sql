-- NOT IN with NULLs on both sides: MariaDB matches in part against the materialised list.
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- mariadb: set optimizer_switch = 'in_to_exists=off';
select c.id, (c.referred_by, c.region) not in (select t.customer_id, nullif(t.subject, 'Refund #2') from tickets t where t.priority < 3) as foreign_to_us
from customers c where c.country = 'DE' and c.city = 'City 15';

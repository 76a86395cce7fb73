-- NOT IN with NULLs on both sides: MariaDB matches in part against the materialised list.
-- servers: mariadb118, mariadb1011
-- mariadb: set optimizer_switch = 'in_to_exists=off';
-- shows: analyze "r_partial_matches"
select c.id, (c.referred_by, c.region) not in (select t.customer_id, nullif(t.subject, 'Refund #2') from tickets t where t.priority < 3) as foreign_to_us
from customers c where c.country = 'DE' and c.city = 'City 15';

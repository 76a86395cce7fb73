-- EXISTS as a semijoin that stops at the first match.
-- servers: mysql9, mariadb118, mariadb105
-- formats: all
-- set: optimizer_switch = 'materialization=off,loosescan=off'
-- shows: v1 "first_match"
-- shows: mariadb "first_match"
select c.id, c.full_name
from customers c
where c.country = 'BE' and c.id in (select t.customer_id from tickets t where t.state = 'merged');

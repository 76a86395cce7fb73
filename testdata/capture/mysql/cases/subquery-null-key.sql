-- A nullable value in a nullable list: where the value is NULL, the index is of no use.
-- servers: mysql9, mariadb118, mariadb105
-- formats: all
-- set: optimizer_switch = 'materialization=off'
-- shows: v1 "full_scan_on_NULL_key"
-- shows: mariadb "full-scan-on-null_key"
select c.id,
       c.referred_by in (select t.customer_id from tickets t join employees e on e.id = t.agent_id where t.priority < 3) as known
from customers c where c.country = 'DE' and c.city = 'City 12' and c.id < 300;

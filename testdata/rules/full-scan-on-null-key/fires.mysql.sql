-- Three of four customers were referred by nobody: to tell NULL from false, MariaDB reads all tickets for each of them
-- (MySQL once), and for the others all tickets without a customer.
-- formats: v1, v2-analyze, analyze
-- set: optimizer_switch = 'materialization=off'
-- shows: v1 "full_scan_on_NULL_key"
-- shows: mariadb "full-scan-on-null_key"
-- remedy: exists (select 1 ... where t.customer_id = c.referred_by and ...); mysql9: 327,324 -> 641, mariadb118: 7,467,161 -> 361
select c.id,
       c.referred_by in (select t.customer_id from tickets t join employees e on e.id = t.agent_id where t.subject = 'Nowhere') as known
from customers c where c.country = 'DE' and c.id < 1600;

-- The same for columns that are never NULL.
-- formats: v1, v2-analyze, analyze
-- set: optimizer_switch = 'materialization=off'
select c.id,
       c.id in (select t.id from tickets t join employees e on e.id = t.agent_id where t.subject = 'Nowhere') as known
from customers c where c.country = 'DE' and c.id < 1600;

-- Comments say which bracket closes what.
-- servers: mysql9, mysql56
-- formats: v1
-- set: end_markers_in_json = on
-- shows: v1 } /* query_block */
select c.full_name, (select count(*) from tickets t where t.customer_id = c.id and t.subject <> '/* no { end */')
from customers c where c.country = 'BE' and c.city = 'City 4' order by c.full_name;

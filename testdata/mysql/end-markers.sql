-- Comments say which bracket closes what.
-- server: mysql9 = MySQL 9.7.4
-- server: mysql56 = MySQL 5.6.24
-- set: end_markers_in_json = on
select c.full_name, (select count(*) from tickets t where t.customer_id = c.id and t.subject <> '/* no { end */')
from customers c where c.country = 'BE' and c.city = 'City 4' order by c.full_name;

-- DELETE from two tables at once.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mysql56 = MySQL 5.6.24
delete t, e
from tickets t join customers c on c.id = t.customer_id join events e on e.customer_id = c.id
where c.country = 'SE' and t.state = 'merged' and e.kind = 'login';

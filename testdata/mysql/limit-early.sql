-- A LIMIT that ends a join early: fewer rows come than were estimated.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select t.id, c.email from tickets t join customers c on c.id = t.customer_id where c.country <> 'AT' limit 7;

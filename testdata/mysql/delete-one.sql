-- DELETE from one table, with a dependent subquery.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
delete from reviews where rating = 2 and not exists (select 1 from orders o where o.id = reviews.id and o.status = 'delivered');

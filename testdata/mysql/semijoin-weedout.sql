-- IN as a join whose duplicates are weeded out afterwards.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
-- set: optimizer_switch = 'materialization=off,firstmatch=off,loosescan=off'
select c.full_name
from customers c
where c.id in (select r.customer_id from reviews r join products p on p.id = r.product_id where p.category_id = 9);

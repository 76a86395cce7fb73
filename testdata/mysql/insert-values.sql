-- INSERT of values that are subqueries, and of other values where the row is there already.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
insert into settings (name, value)
values ('currency', (select max(name) from categories)), ('country', 'AT')
on duplicate key update value = (select min(name) from categories);

-- REPLACE of values.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
replace into settings (name, value) values ('currency', (select max(name) from categories)), ('country', 'AT');

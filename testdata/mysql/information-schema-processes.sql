-- Tables that the server fills as they are asked for.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select p.command, e.support from information_schema.processlist p join information_schema.engines e on e.engine <> p.command;

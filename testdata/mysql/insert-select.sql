-- INSERT ... SELECT with an order.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
insert into nothing (id, name)
select id, left(full_name, 20) from employees where department = 'Storage' order by salary limit 40;

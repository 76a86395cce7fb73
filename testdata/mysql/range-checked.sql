-- For every row of the outer table the server looks anew which index would do.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
select count(*) from employees e join tickets t on t.opened_at > e.hired_on + interval 3 year or t.customer_id < e.salary - 89900
where e.id > 3900;

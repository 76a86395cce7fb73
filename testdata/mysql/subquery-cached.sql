-- A dependent subquery over few different values: MariaDB keeps its results.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
select e.id, (select count(*) from employees x where x.department = e.department and x.salary > 80000) as rich
from employees e where e.id < 400;

-- A dependent subquery over few different values: MariaDB keeps its results.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
-- shows: mariadb118 "subquery_cache"
-- shows: mariadb1011 "expression_cache"
-- shows: mariadb105 "expression_cache"
select e.id, (select count(*) from employees x where x.department = e.department and x.salary > 80000) as rich
from employees e where e.id < 400;

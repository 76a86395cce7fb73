-- A derived table of a derived table, with a union in it and a limit, joined without a key.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mysql56 = MySQL 5.6.24
select count(*)
from (select kind, n from (select kind, count(*) as n from events group by kind) inside where n > 10
      union all (select state, 0 from tickets order by id desc limit 3)) outside
join categories g on g.name > outside.kind;

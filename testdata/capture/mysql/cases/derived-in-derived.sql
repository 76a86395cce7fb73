-- A derived table of a derived table, with a union in it and a limit, joined without a key.
-- servers: mysql9, mariadb118, mysql56
select count(*)
from (select kind, n from (select kind, count(*) as n from events group by kind) inside where n > 10
      union all (select state, 0 from tickets order by id desc limit 3)) outside
join categories g on g.name > outside.kind;

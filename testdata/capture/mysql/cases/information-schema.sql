-- The server's own tables.
-- servers: mysql9, mariadb118, mysql56
-- formats: v1, v2, tree, plan
select t.table_name, count(*)
from information_schema.tables t join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
where t.table_schema = 'shop' and t.table_type = 'BASE TABLE'
group by t.table_name;

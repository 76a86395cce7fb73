-- The server's own tables.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mysql56 = MySQL 5.6.24
select t.table_name, count(*)
from information_schema.tables t join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
where t.table_schema = 'shop' and t.table_type = 'BASE TABLE'
group by t.table_name;

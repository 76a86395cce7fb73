-- JSON_TABLE: a JSON document as a table.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
select e.id, j.tag
from events e, json_table(e.payload, '$.tags[*]' columns (place for ordinality, tag int path '$')) j
where e.customer_id < 50 and j.tag > 100;

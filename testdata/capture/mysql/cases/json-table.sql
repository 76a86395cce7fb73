-- JSON_TABLE: a JSON document as a table.
-- servers: mysql9, mariadb118, mariadb1011
-- shows: v1 "table_function": "json_table"
-- shows: mariadb "table_function": "json_table"
select e.id, j.tag
from events e, json_table(e.payload, '$.tags[*]' columns (place for ordinality, tag int path '$')) j
where e.customer_id < 50 and j.tag > 100;

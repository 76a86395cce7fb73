-- DISTINCT and DISTINCT ON over sorted rows.
-- explain: analyze
-- set: enable_hashagg = off
-- shows: "Node Type": "Unique"
select distinct on (city) city, full_name
from (select distinct city, full_name, id from customers where id < 300) c
order by city, id;

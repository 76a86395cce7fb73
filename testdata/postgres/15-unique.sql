-- DISTINCT and DISTINCT ON over sorted rows.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: enable_hashagg = off
select distinct on (city) city, full_name
from (select distinct city, full_name, id from customers where id < 300) c
order by city, id;

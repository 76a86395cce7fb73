-- The scan has all of the time too, but the table is small: an index would gain nothing.
-- explain: analyze
-- shows: "Node Type": "Seq Scan"
select id, name
from stores
where name like '%77';

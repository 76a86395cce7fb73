-- A list of VALUES joined to a table.
-- explain: analyze
-- shows: "Node Type": "Values Scan"
select p.sku, v.wanted
from (values (1, 5), (20, 1), (300, 2)) v(id, wanted)
join products p on p.id = v.id;

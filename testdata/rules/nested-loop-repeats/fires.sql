-- How many stores are near each store: all of them are read again for every one of 1,200.
-- explain: analyze
-- shows: "Node Type": "Nested Loop"
-- shows: "Actual Loops": 1200,
select a.name, near.stores
from stores a
cross join lateral (
    select count(*) as stores from stores b where b.location <-> a.location < 1.1
) near
where a.id <= 1200;

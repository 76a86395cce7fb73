-- GROUP BY without an aggregate, over sorted rows.
-- explain: analyze
-- set: enable_hashagg = off
-- shows: "Node Type": "Group"
select rating from reviews group by rating;

-- FETCH FIRST WITH TIES, over OFFSET.
-- explain: analyze
-- shows: "Node Type": "Limit"
select id, price from products order by price desc offset 5 fetch first 10 rows with ties;

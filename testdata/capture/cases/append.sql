-- UNION ALL.
-- explain: analyze
-- shows: "Node Type": "Append"
select name from categories union all select name from stores where id < 50;

-- A join condition no index and no hash serves: rows removed by the join filter.
-- explain: analyze
-- shows: "Rows Removed by Join Filter"
select count(*) from categories a join categories b on a.name < b.name;

-- A join condition no index and no hash serves: rows removed by the join filter.
-- server: PostgreSQL 15.18
-- explain: analyze
select count(*) from categories a join categories b on a.name < b.name;

-- Nearest neighbours out of a GiST index, which knows no direction.
-- server: PostgreSQL 15.18
-- explain: analyze
select name from stores order by location <-> point '(7,7)' limit 5;

-- A range of places in the table.
-- server: PostgreSQL 15.18
-- explain: analyze
select count(*) from reviews where ctid < '(10,0)';

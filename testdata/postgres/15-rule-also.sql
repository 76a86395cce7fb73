-- A rule that also inserts: two plans in one answer.
-- server: PostgreSQL 15.18
-- explain: analyze
-- setup: create table closed (id int, at timestamptz);
-- setup: create rule kept as on delete to stores do also insert into closed values (old.id, now());
delete from stores where id = 7;

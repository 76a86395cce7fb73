-- A rule that also inserts: two plans in one answer.
-- explain: analyze
-- setup: create table closed (id int, at timestamptz);
-- setup: create rule kept as on delete to stores do also insert into closed values (old.id, now());
-- shows: "Operation": "Insert"
-- shows: "Operation": "Delete"
delete from stores where id = 7;

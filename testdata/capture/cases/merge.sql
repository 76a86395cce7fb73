-- MERGE with all its actions.
-- explain: analyze, verbose
-- setup: create table shelves as select n as id, 'Shelf ' || n as name from generate_series(40, 60) n;
-- shows: "Operation": "Merge"
-- shows: "Tuples Inserted"
-- shows: "Tuples Skipped"
merge into shelves t
using categories c on c.id = t.id
when matched and c.id = 51 then delete
when matched and c.id > 55 then update set name = c.name
when not matched and c.parent_id > 2 then insert values (c.id, c.name);

-- ON CONFLICT DO UPDATE with a condition.
-- explain: analyze
-- shows: "Conflict Filter"
-- shows: "Rows Removed by Conflict Filter"
-- shows: "Conflict Arbiter Indexes"
insert into categories as c select n, 3, 'New ' || n from generate_series(50, 65) n
on conflict (id) do update set name = excluded.name where c.parent_id > 8;

-- ON CONFLICT DO UPDATE with a condition.
-- server: PostgreSQL 15.18
-- explain: analyze
insert into categories as c select n, 3, 'New ' || n from generate_series(50, 65) n
on conflict (id) do update set name = excluded.name where c.parent_id > 8;

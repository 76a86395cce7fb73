-- ON CONFLICT DO NOTHING.
-- server: PostgreSQL 15.18
-- explain: analyze
insert into categories select n, 3, 'New ' || n from generate_series(55, 65) n on conflict do nothing;

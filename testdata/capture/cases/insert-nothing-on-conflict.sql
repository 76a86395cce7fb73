-- ON CONFLICT DO NOTHING.
-- explain: analyze
-- shows: "Conflict Resolution": "NOTHING"
-- shows: "Conflicting Tuples"
insert into categories select n, 3, 'New ' || n from generate_series(55, 65) n on conflict do nothing;

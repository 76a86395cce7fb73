-- category: jsonb
-- expert: create index on events using gin (payload jsonb_path_ops)
select id, at, kind from events where payload @> '{"ip": "10.0.99.7"}';

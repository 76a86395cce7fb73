-- category: jsonb
-- expert: create index on users using gin (preferences jsonb_path_ops)
select id, email from users where preferences @> '{"zone": "z277"}';

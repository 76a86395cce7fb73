-- category: range-type
-- expert: create index on shifts using gist (user_id, during)
select id, kind from shifts where user_id = md5('user2')::uuid and during @> timestamptz '2025-04-04 10:00';

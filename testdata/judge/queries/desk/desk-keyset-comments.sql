-- category: keyset
-- expert: create index on comments (created_at, id)
select id, body from comments where (created_at, id) > ('2024-01-01', 314000) order by created_at, id limit 100;

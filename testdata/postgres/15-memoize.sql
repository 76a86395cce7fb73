-- The inner side of a join kept by key.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers off
-- set: enable_hashjoin = off
-- set: enable_mergejoin = off
select count(*)
from reviews r
join categories c on c.id = 1 + r.rating
where r.created_at > '2024-09-20';

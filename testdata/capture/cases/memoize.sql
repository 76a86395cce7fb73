-- The inner side of a join kept by key.
-- explain: analyze, buffers off
-- versions: 15, 19
-- set: enable_hashjoin = off
-- set: enable_mergejoin = off
-- shows: "Cache Mode": "logical"
select count(*)
from reviews r
join categories c on c.id = 1 + r.rating
where r.created_at > '2024-09-20';

-- Partitions left out for each outer row: some of them never run.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: enable_hashjoin = off
-- set: enable_mergejoin = off
select count(*)
from reviews r
join visits v on v.visited_at = r.created_at
where r.id between 100 and 120;

-- Page 51: a thousand rows skipped are no trouble.
-- servers: mysql9
-- formats: v2-analyze, tree-analyze
-- shows: v2 "limit_offset": 1000
select id, created_at from events order by id limit 20 offset 1000;

-- Page 1,501: thirty thousand events are read in order to be skipped.
-- servers: mysql9
-- formats: v2-analyze, tree-analyze
-- shows: v2 "limit_offset": 30000
-- remedy: where id > (the last one seen) order by id limit 20; 30,021 -> 20
select id, created_at from events order by id limit 20 offset 30000;

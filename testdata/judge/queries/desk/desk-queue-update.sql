-- category: dml
-- expert: create index on jobs (id) where state = 'ready'
update jobs set state = 'running', worker = 'worker-3', attempts = attempts + 1 where id = (select id from jobs where state = 'ready' and queue = 'export' order by priority desc, id limit 1 for update skip locked) returning id;

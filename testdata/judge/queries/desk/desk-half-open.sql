-- category: inequality
-- expert: create index on jobs (attempts)
select id, queue, attempts from jobs where attempts >= 18;

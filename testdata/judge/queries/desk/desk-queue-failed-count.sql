-- category: partial
-- expert: create index on jobs (queue) where state = 'failed'
select queue, count(*) from jobs where state = 'failed' group by queue;

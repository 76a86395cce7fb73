-- category: dml
-- expert: create index on jobs (finished_at)
delete from jobs where finished_at < '2025-06-02' and state = 'done';

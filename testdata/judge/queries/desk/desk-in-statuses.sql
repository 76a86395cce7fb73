-- category: in
-- expert: create index on tickets (status, updated_at)
select id, subject from tickets where status in ('new', 'open') and updated_at < '2022-09-01';

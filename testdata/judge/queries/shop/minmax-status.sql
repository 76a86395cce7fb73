-- category: min-max
-- expert: create index on tickets (status, opened_at)
select min(opened_at) from tickets where status = 'open';

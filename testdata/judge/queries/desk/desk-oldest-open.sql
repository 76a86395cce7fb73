-- category: min-max
-- expert: create index on tickets (created_at) where status = 'new'
select min(created_at) from tickets where status = 'new';

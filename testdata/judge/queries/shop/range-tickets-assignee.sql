-- category: composite
-- expert: create index on tickets (assignee_id, opened_at)
select id, subject from tickets where assignee_id = 55 and opened_at > '2025-10-01';

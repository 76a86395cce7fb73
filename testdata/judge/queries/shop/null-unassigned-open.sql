-- category: is-null
-- expert: create index on tickets (status, assignee_id)
select id, subject, opened_at from tickets where assignee_id is null and status = 'open';

-- category: is-null
-- expert: create index on tickets (assignee_id, status)
select id, subject, opened_at from tickets where assignee_id is null and status = 'open';

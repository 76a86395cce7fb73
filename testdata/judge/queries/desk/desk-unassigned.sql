-- category: is-null
-- expert: create index on tickets (created_at) where assignee_id is null
select id, subject, created_at from tickets where assignee_id is null and status in ('new', 'open') order by created_at limit 100;

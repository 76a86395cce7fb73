-- An enum's rare value.
-- category: partial
-- expert: create index on tickets (updated_at) where priority = 'urgent'
select id, subject, assignee_id from tickets where priority = 'urgent' and updated_at >= '2025-11-01';

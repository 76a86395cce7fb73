-- An enum is ordered.
-- category: composite
-- expert: create index on tickets (created_at) where priority >= 'urgent'
select id, subject from tickets where priority >= 'urgent' and created_at >= '2025-06-01';

-- category: expression
-- expert: create index on tickets (coalesce(closed_at, opened_at))
select id from tickets where coalesce(closed_at, opened_at) > '2025-12-20';

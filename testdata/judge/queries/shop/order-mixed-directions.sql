-- category: order-limit
-- expert: create index on tickets (priority desc, opened_at)
select id, subject, priority, opened_at from tickets order by priority desc, opened_at limit 25;

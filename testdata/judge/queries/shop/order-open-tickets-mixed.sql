-- category: order-limit
-- expert: create index on tickets (status, priority desc, opened_at)
select id, subject, priority from tickets where status = 'waiting' order by priority desc, opened_at limit 25;

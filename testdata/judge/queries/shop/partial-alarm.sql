-- category: partial
-- expert: create index on tickets (opened_at, priority) include (id, subject) where status = 'open'
select id, subject from tickets where status = 'open' and priority >= 4 and opened_at < '2025-06-01';

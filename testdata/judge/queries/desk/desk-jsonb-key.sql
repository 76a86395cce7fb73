-- category: jsonb
-- expert: create index on tickets using gin (fields)
select id, number from tickets where fields ? 'escalated';

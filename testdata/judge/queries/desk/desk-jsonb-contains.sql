-- category: jsonb
-- expert: create index on tickets using gin (fields jsonb_path_ops)
select id, subject from tickets where fields @> '{"escalated": true}' and status = 'open';

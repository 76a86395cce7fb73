-- category: array
-- expert: create index on tickets using gin (labels)
select id, subject from tickets where labels @> array['l250'] and status <> 'closed';

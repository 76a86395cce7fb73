-- category: text-search
-- expert: create index on comments using gin (to_tsvector('simple', body))
select id, ticket_id from comments where to_tsvector('simple', body) @@ plainto_tsquery('simple', 'chargeback') and created_at >= '2025-06-01';

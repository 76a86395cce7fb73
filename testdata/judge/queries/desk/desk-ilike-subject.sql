-- category: trigram
-- expert: create index on tickets using gin (subject gin_trgm_ops)
select id, subject from tickets where subject ilike '%webhook612%';

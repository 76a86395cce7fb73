-- category: trigram
-- expert: create index on users using gin (email gin_trgm_ops)
select id, email from users where email ilike '%5550@%';

-- category: trigram
-- expert: create index on reviews using gin (body gin_trgm_ops)
select id, product_id from reviews where body like '%ref12345%';

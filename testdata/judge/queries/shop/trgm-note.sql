-- category: trigram
-- expert: create index on orders using gin (note gin_trgm_ops)
select id, note from orders where note ilike '%number 217%';

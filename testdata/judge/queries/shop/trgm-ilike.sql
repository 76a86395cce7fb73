-- category: trigram
-- expert: create index on products using gin (name gin_trgm_ops)
select id, name from products where name ilike '%alpine kettle 12%';

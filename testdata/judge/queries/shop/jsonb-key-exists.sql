-- category: jsonb
-- expert: create index on products using gin (attributes)
select id, name from products where attributes ? 'recall';

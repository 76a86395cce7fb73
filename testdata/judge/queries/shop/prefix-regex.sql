-- category: pattern
-- expert: create index on customers (country, name text_pattern_ops)
select id, name from customers where name ~ '^Femi Hor' and country = 'AT';

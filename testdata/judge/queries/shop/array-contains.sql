-- category: array
-- expert: create index on products using gin (tags)
select id, name from products where tags @> '{t700}';

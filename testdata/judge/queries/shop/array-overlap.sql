-- category: array
-- expert: create index on products using gin (tags)
select id, name from products where tags && '{t650,t651}' and not discontinued;

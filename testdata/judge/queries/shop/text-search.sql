-- category: text-search
-- expert: create index on products using gin (search)
select id, name from products where search @@ to_tsquery('english', 'kettle & alpine');

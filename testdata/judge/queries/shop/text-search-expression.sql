-- category: text-search
-- expert: create index on reviews using gin (to_tsvector('english', body))
select id, product_id from reviews where to_tsvector('english', body) @@ to_tsquery('english', 'ref777 | ref778');

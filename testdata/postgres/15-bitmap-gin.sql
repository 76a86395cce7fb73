-- Elements of an array out of a GIN index.
-- server: PostgreSQL 15.18
-- explain: analyze
select sku from products where tags @> '{t3,t5}';

-- Elements of an array out of a GIN index.
-- explain: analyze
-- shows: "Recheck Cond": "(tags @>
select sku from products where tags @> '{t3,t5}';

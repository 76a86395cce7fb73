-- category: pattern
-- small
-- expert: create index on products (sku text_pattern_ops)
select id, sku, name from products where sku like 'A1B-%';

-- category: jsonb
-- small
-- expert: create index on products using gin (attributes jsonb_path_ops)
select id, name from products where attributes @> '{"material": "m120", "color": "red"}';

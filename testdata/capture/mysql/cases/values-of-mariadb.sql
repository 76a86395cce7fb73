-- VALUES as a table, as MariaDB writes it; and a long list it turns into one.
-- servers: mariadb118
-- mariadb: set in_predicate_conversion_threshold = 4;
with v (n, t) as (values (1, 'a'), (7, 'b'))
select p.name from v join products p on p.id = v.n where p.category_id in (2, 8, 10, 12, 14);

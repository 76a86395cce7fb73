-- category: expression
-- expert: create index on products ((price - cost))
select id, name, price - cost as margin from products order by price - cost desc limit 20;

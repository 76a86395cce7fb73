-- category: order-limit
-- expert: create index on products (rating desc nulls last)
select id, name, rating from products order by rating desc nulls last limit 50;

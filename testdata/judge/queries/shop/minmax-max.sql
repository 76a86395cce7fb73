-- category: min-max
-- small
-- expert: create index on orders (updated_at)
select max(updated_at) from orders;

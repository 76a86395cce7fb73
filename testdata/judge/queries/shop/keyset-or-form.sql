-- Written as OR, no row comparison: the order serves, the condition filters.
-- category: keyset
-- expert: create index on reviews (rating desc, id)
select id, rating, created_at from reviews where rating < 5 or (rating = 5 and id > 79990) order by rating desc, id limit 20;

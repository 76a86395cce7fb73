-- category: nearest
-- expert: create index on places using gist (location)
select id, name from places order by location <-> point(500, 500) limit 10;

-- category: nearest
-- expert: create index on places using gist (location) where kind = 'office'
select id, name from places where kind = 'office' order by location <-> point(120, 880) limit 5;

-- category: nearest
-- expert: create index on places using gist (location)
select count(*) from places where location <@ box(point(100, 100), point(130, 130));

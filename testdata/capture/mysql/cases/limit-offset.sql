-- A deep page: thirty thousand rows are read to be skipped.
-- formats: all
-- shows: tree Offset
select id, created_at from events order by id limit 20 offset 30000;

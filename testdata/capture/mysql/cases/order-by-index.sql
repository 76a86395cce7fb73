-- In the order of an index, backwards; no sort.
-- shows: tree (reverse)
-- shows: v1 "using_filesort": false
select id, created_at, body from reviews order by created_at desc limit 30;

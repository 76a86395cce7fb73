-- An index read from its end: the latest orders first.
-- explain: analyze, buffers
-- shows: "Scan Direction": "Backward"
select id, placed_at from orders order by id desc limit 10;

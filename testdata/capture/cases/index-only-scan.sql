-- Only the index is read.
-- explain: analyze, buffers
-- shows: "Heap Fetches": 0
select count(*) from reviews where created_at >= '2024-08-01';

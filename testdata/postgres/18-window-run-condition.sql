-- The window stops as soon as its row number is past what the query wants.
-- server: PostgreSQL 18.6
-- explain: analyze, buffers off
select * from (select id, row_number() over (order by created_at desc) as place from reviews) r where place <= 5;

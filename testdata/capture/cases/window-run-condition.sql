-- The window stops as soon as its row number is past what the query wants.
-- explain: analyze, buffers off
-- versions: 15, 18
-- shows: "Run Condition"
select * from (select id, row_number() over (order by created_at desc) as place from reviews) r where place <= 5;

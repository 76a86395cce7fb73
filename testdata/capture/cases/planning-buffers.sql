-- BUFFERS and SUMMARY without ANALYZE: blocks and time of the planning only.
-- explain: buffers, summary
-- shows: "Planning": {
select * from reviews where product_id = 7;

-- BUFFERS and SUMMARY without ANALYZE: blocks and time of the planning only.
-- server: PostgreSQL 15.18
-- explain: buffers, summary
select * from reviews where product_id = 7;

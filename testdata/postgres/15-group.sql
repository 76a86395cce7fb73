-- GROUP BY without an aggregate, over sorted rows.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: enable_hashagg = off
select rating from reviews group by rating;

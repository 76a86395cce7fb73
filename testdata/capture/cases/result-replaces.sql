-- A Result says what it replaces, new in 19.
-- explain: analyze, buffers off
-- versions: 19
-- shows: "Replaces"
select max(created_at), (select count(*) from stores where false) from reviews;

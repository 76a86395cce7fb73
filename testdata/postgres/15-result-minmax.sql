-- min and max by one probe of an index each, in InitPlans.
-- server: PostgreSQL 15.18
-- explain: analyze
select min(created_at), max(created_at) from reviews;

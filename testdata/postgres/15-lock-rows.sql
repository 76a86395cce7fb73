-- FOR UPDATE SKIP LOCKED.
-- server: PostgreSQL 15.18
-- explain: analyze
select id from orders where status = 'open' and id > 299000 order by id limit 5 for update skip locked;

-- FOR UPDATE SKIP LOCKED.
-- explain: analyze
-- shows: "Node Type": "LockRows"
select id from orders where status = 'open' and id > 299000 order by id limit 5 for update skip locked;

-- category: distinct
-- expert: create index on events (kind, customer_id, at desc) include (path)
select distinct on (customer_id) customer_id, at, path from events where kind = 'checkout' order by customer_id, at desc;

-- category: distinct
-- expert: create index on events (customer_id, at desc) include (kind) where customer_id is not null
select distinct on (customer_id) customer_id, at, kind from events where customer_id is not null order by customer_id, at desc;

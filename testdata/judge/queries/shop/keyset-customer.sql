-- category: keyset
-- expert: create index on events (customer_id, at, id)
select id, at, kind from events where customer_id = 3 and (at, id) > ('2025-05-01', 100000) order by at, id limit 50;

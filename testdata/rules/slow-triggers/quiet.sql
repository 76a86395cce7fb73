-- The same with an index on the foreign key, and with much to read before the delete: the triggers take little.
-- explain: analyze
-- setup: create index on shipments (order_id);
-- shows: "Constraint Name": "shipments_order_id_fkey"
delete from orders
where placed_at between '2023-01-03 10:00+00' and '2023-01-03 10:30+00';

-- Every order that goes looks for its shipments, and their foreign key has no index.
-- explain: analyze
-- shows: "Constraint Name": "shipments_order_id_fkey"
delete from orders
where id between 1000 and 1009;

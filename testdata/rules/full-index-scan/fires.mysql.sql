-- An index is read from end to end, for the sake of its second column.
-- formats: v1, v2-analyze, analyze
-- setup: create index orders_customer_id_status_idx on orders (customer_id, status);
-- cleanup: drop index orders_customer_id_status_idx on orders;
-- shows: v1 "access_type": "index"
-- shows: mariadb "access_type": "index"
-- remedy: create index orders_status_idx on orders (status); mysql9: 150,002 -> 4,366, mariadb118: 150,001 -> 4,381
select count(*) from orders where status = 'cancelled';

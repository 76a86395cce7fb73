-- Either side of the OR could be looked up, if each had an index: all orders are read.
-- formats: v1, v2-analyze, analyze
-- remedy: create index orders_customer_id_idx on orders (customer_id); create index orders_status_total_idx on orders (status, total); mysql9: 150,003 -> 62, mariadb118: 150,011 -> 57
select id, total from orders where customer_id = 5 or (status = 'returned' and total > 905);

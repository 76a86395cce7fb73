-- MariaDB's batched key access with a hash table of the keys, incremental over three tables.
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
-- mariadb: set optimizer_switch = 'mrr=on,mrr_cost_based=off,optimize_join_buffer_size=off'; set join_cache_level = 8;
select c.full_name, t.subject, r.rating
from customers c join tickets t on t.customer_id = c.id join reviews r on r.product_id = t.agent_id
where c.country = 'FR' and c.city = 'City 21' and t.state = 'waiting' and r.rating = 1;

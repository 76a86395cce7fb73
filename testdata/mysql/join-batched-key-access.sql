-- Keys are gathered in a buffer and looked up together, in the order of the table.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
-- mysql: set optimizer_switch = 'batched_key_access=on,mrr=on,mrr_cost_based=off';
-- mariadb: set optimizer_switch = 'mrr=on,mrr_cost_based=off,join_cache_incremental=on'; set join_cache_level = 6;
select c.full_name, t.subject
from customers c join tickets t on t.customer_id = c.id and t.id > c.id + 100
where c.country = 'FR' and c.city = 'City 21' and t.state = 'waiting';

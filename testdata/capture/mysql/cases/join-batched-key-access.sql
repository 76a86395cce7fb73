-- Keys are gathered in a buffer and looked up together, in the order of the table.
-- servers: mysql9, mariadb118, mariadb105, mysql56
-- mysql: set optimizer_switch = 'batched_key_access=on,mrr=on,mrr_cost_based=off';
-- mariadb: set optimizer_switch = 'mrr=on,mrr_cost_based=off,join_cache_incremental=on'; set join_cache_level = 6;
-- shows: v1 Batched Key Access
-- shows: mariadb "BKA"
-- shows: mariadb "index_condition_bka"
select c.full_name, t.subject
from customers c join tickets t on t.customer_id = c.id and t.id > c.id + 100
where c.country = 'FR' and c.city = 'City 21' and t.state = 'waiting';

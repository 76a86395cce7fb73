-- The order is of a computed sum over all groups.
-- category: none
select channel, warehouse_id, count(*), sum(total) as volume, max(note), min(coupon), max(updated_at), max(shipped_at)
from orders group by channel, warehouse_id order by volume desc limit 5;

-- The order is of a computed sum over all groups.
-- category: none
select customer_id, channel, count(*), min(created_at), max(updated_at), count(note), count(coupon), max(shipped_at), bool_and(paid), count(distinct warehouse_id), sum(total) as volume from orders group by customer_id, channel order by volume desc limit 10;

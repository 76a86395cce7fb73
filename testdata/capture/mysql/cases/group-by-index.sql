-- Groups in the order of an index: neither a temporary table nor a sort.
-- shows: tree Group aggregate
select customer_id, count(*) from tickets group by customer_id having count(*) > 12;

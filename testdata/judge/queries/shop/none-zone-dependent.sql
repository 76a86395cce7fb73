-- A cast that depends on TimeZone is no index's; the range form of the condition would be.
-- category: none
select id, total, customer_id, channel, note from orders where to_char(created_at, 'YYYY-MM') = '2025-02' or total < 0;

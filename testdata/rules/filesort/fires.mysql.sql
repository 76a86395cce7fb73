-- 75,000 orders are sorted for the first twenty of them.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "using_filesort": true
-- remedy: create index orders_channel_total_idx on orders (channel, total); mysql9: 150,003 -> 20, mariadb118: 150,031 -> 33
select id, customer_id, total from orders where channel = 'web' order by total desc limit 20;

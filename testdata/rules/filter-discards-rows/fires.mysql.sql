-- 150,000 orders are read to keep 29.
-- formats: v2-analyze, analyze
-- remedy: create index orders_status_total_idx on orders (status, total); mysql9: 150,003 -> 30, mariadb118: 150,001 -> 43
select id, total from orders where status = 'returned' and total > 900;

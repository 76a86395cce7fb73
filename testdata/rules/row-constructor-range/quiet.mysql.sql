-- The same asked for column by column: a range.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "access_type": "range"
-- shows: mariadb "access_type": "range"
select id, created_at from reviews
where created_at <= '2024-05-01 00:00:00' and (created_at < '2024-05-01 00:00:00' or id < 8712)
order by created_at desc, id desc limit 20;

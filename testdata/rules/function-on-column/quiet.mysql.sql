-- A function of what the column is compared with.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "access_type": "range"
select id, body from reviews where created_at >= str_to_date('2024-09-20', '%Y-%m-%d') and created_at < '2024-09-21' + interval 2 day;

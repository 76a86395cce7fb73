-- A month asked for by a function of the column: the index on it is of no use.
-- formats: v1, v2-analyze, analyze
-- remedy: created_at >= '2024-09-01' and created_at < '2024-10-01'; mysql9: 20,003 -> 2,161, mariadb118: 20,001 -> 2,161
select id, body from reviews where date_format(created_at, '%Y-%m') = '2024-09';

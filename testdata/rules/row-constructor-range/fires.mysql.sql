-- The page after a row, asked for by a row: no range of the index, which is read from its end.
-- formats: v1, v2-analyze, analyze
-- remedy: created_at <= ... and (created_at < ... or id < ...); mysql9: 11,310 -> 21, mariadb118: 11,321 -> 21
select id, created_at from reviews
where (created_at, id) < ('2024-05-01 00:00:00', 8712)
order by created_at desc, id desc limit 20;

-- An index is read from its end, but a LIMIT stops after thirty rows.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "access_type": "index"
-- shows: mariadb "access_type": "index"
select id, created_at from reviews order by created_at desc limit 30;

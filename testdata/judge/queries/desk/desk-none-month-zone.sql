-- Depends on TimeZone.
-- category: none
select id, body, author_id from comments where date_trunc('month', created_at) = timestamptz '2025-05-01' and length(body) > 10;

-- category: partition
-- expert: create index on usage_events (user_id, at)
select name, at from usage_events where user_id = md5('user9')::uuid order by at desc limit 10;

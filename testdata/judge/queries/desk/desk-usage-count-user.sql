-- category: partition
-- expert: create index on usage_events (user_id)
select date_trunc('month', at), count(*) from usage_events where user_id = md5('user33')::uuid group by 1;

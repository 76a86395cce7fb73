-- category: equality
-- expert: create index on events (session, at)
select count(*), min(at), max(at) from events where session = md5('session123')::uuid;

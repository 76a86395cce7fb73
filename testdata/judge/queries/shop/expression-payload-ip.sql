-- category: expression
-- expert: create index on events ((payload ->> 'ip'))
select id, at from events where payload ->> 'ip' = '10.0.17.40';

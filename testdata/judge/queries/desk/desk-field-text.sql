-- category: expression
-- expert: create index on tickets ((fields ->> 'build'))
select id, subject from tickets where fields ->> 'build' = '9.41' and created_at >= '2025-08-01';

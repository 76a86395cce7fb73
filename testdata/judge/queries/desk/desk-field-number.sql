-- category: expression
-- expert: create index on tickets (((fields ->> 'seats')::int))
select id, subject from tickets where (fields ->> 'seats')::int >= 498;

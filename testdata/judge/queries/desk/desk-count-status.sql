-- category: covering
-- expert: create index on tickets (status)
select count(*) from tickets where status = 'solved';

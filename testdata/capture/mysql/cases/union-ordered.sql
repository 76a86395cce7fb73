-- A union, sorted and limited as a whole.
-- servers: mysql9, mariadb118, mysql56
select id, subject as what from tickets where agent_id = 5
union
select id, title from articles where author_id = 5
order by what desc limit 12;

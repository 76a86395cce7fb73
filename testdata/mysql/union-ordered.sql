-- A union, sorted and limited as a whole.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mysql56 = MySQL 5.6.24
select id, subject as what from tickets where agent_id = 5
union
select id, title from articles where author_id = 5
order by what desc limit 12;

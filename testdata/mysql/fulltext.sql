-- Words looked up in a full-text index.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
select id, title, match (title, body) against ('+kingfisher -solder' in boolean mode) as score
from articles
where match (title, body) against ('+kingfisher -solder' in boolean mode) and published = 1
order by score desc limit 5;

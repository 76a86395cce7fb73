-- Found by words, sorted by something else: the numbers of the rows are sorted, and the rows read again.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select id, title, match (title, body) against ('kingfisher') as score
from articles where match (title, body) against ('kingfisher') order by author_id;

-- Words looked up in a full-text index.
-- servers: mysql9, mariadb118, mariadb105
-- formats: all
-- shows: v1 "access_type": "fulltext"
-- shows: mariadb "access_type": "fulltext"
select id, title, match (title, body) against ('+kingfisher -solder' in boolean mode) as score
from articles
where match (title, body) against ('+kingfisher -solder' in boolean mode) and published = 1
order by score desc limit 5;

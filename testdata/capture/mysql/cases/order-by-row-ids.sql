-- Found by words, sorted by something else: the numbers of the rows are sorted, and the rows read again.
-- shows: tree Sort row IDs
select id, title, match (title, body) against ('kingfisher') as score
from articles where match (title, body) against ('kingfisher') order by author_id;

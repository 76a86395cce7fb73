-- Window functions that go over the rows of a frame again and again.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select id, std(rating) over w as spread, max(rating) over w as best, first_value(rating) over w as oldest
from reviews where product_id < 60
window w as (partition by product_id order by id rows between 2 preceding and 1 following);

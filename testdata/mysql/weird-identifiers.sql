-- Names with backticks, quotes, markup, keywords and letters from everywhere.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
select `order`.`select`, `x"y`.`<b>&amp;`, `größe 日本` as `select
me`
from `order` join `"><script>alert(1)</script>` as `x"y` on `x"y`.id = `order`.`select`
where `order`.`from` = 'f7' and `a``b` <> 'a`3' and `it's "so"` like 'it''s%'
order by `größe 日本`, `<b>&amp;`;

-- Names with backticks, quotes, markup, keywords and letters from everywhere.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105, mysql56
-- formats: all
select `order`.`select`, `x"y`.`<b>&amp;`, `größe 日本` as `select
me`
from `order` join `"><script>alert(1)</script>` as `x"y` on `x"y`.id = `order`.`select`
where `order`.`from` = 'f7' and `a``b` <> 'a`3' and `it's "so"` like 'it''s%'
order by `größe 日本`, `<b>&amp;`;

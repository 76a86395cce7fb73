-- DELETE from one table, with a dependent subquery.
-- servers: mysql9, mariadb118, mariadb105
-- formats: v1, v2, tree, plan, analyze
-- shows: v1 "delete": true
-- shows: mariadb "delete": 1
delete from reviews where rating = 2 and not exists (select 1 from orders o where o.id = reviews.id and o.status = 'delivered');

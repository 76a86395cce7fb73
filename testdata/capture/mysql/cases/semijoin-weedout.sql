-- IN as a join whose duplicates are weeded out afterwards.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105, mysql56
-- formats: all
-- set: optimizer_switch = 'materialization=off,firstmatch=off,loosescan=off'
-- shows: v1 "duplicates_removal"
-- shows: mariadb "duplicates_removal"
select c.full_name
from customers c
where c.id in (select r.customer_id from reviews r join products p on p.id = r.product_id where p.category_id = 9);

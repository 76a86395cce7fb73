-- Two subqueries in the select list: one for every row, one once.
-- servers: mysql9, mariadb118, mariadb105
-- formats: all
-- shows: v1 "select_list_subqueries"
select p.sku, (select avg(r.rating) from reviews r where r.product_id = p.id) as stars,
       p.price - (select avg(price) from products) as above
from products p where p.category_id = 7;

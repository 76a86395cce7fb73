-- Nothing is known of the status: MySQL guesses 15,000 open orders and MariaDB 150,000; there are a thousand.
-- formats: v2-analyze, analyze
-- remedy: analyze table orders update histogram on status (MySQL), persistent for columns (status) indexes () (MariaDB): the estimates are right; mariadb118 begins with the orders: 300,020 -> 151,001
select count(*)
from orders o join order_items i on i.order_id = o.id join products p on p.id = i.product_id
where o.status = 'open' and p.category_id = 7;

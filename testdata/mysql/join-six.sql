-- Six tables, one loop in another.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
select c.full_name, o.placed_at, i.quantity, p.name, g.name, r.rating
from reviews r
join customers c on c.id = r.customer_id
join products p on p.id = r.product_id
join categories g on g.id = p.category_id
join orders o on o.id = r.id
join order_items i on i.order_id = o.id and i.line_no = 1
where r.created_at between '2024-06-01' and '2024-06-05' and g.name <> 'Category 7' and o.status = 'delivered';

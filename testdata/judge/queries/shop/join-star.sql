-- category: join
-- expert: create index on orders (coupon)
select c.country, p.brand, sum(i.quantity * i.price)
from orders o join order_items i on i.order_id = o.id join products p on p.id = i.product_id join customers c on c.id = o.customer_id
where o.coupon = 'C3' and p.brand = 'Brand 2' group by c.country, p.brand;

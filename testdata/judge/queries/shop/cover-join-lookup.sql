-- category: covering
-- expert: create index on order_items (product_id) include (quantity)
-- expert: create index on products (brand, id)
select p.id, sum(i.quantity) from products p join order_items i on i.product_id = p.id where p.brand = 'Brand 150' group by p.id;

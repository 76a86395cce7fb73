-- category: join
-- expert: create index on products (sku)
-- expert: create index on order_items (product_id)
select p.name, i.order_id, i.quantity from products p join order_items i on i.product_id = p.id where p.sku = 'AB0-012345' or p.sku = upper(substr(md5('sku777'), 1, 3)) || '-000777';

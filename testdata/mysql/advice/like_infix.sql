select * from products where sku like '%0001%';

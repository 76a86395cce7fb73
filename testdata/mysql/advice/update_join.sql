update orders o join customers c on c.id=o.customer_id set o.note='z' where c.country='DE' and c.status='blocked';

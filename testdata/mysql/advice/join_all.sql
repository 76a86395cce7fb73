select count(*) from order_items i join orders o on o.id=i.order_id;

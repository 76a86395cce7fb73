-- The dearest returns of the last quarter: a sequential scan keeps one order in four hundred, for want of an index.
-- explain: analyze, buffers
-- versions: 15, 18
-- shows: "Node Type": "Seq Scan"
-- shows: "Sort Method": "top-N heapsort"
select o.id, o.placed_at, c.full_name, c.city, i.product_id, i.quantity * i.unit_price as amount
from orders o
join customers c on c.id = o.customer_id
join order_items i on i.order_id = o.id
where o.status = 'returned'
  and o.placed_at >= '2024-10-01'
order by amount desc
limit 20;

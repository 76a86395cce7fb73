-- The other optimizer of MySQL: hash joins in any order, and costs on a scale of its own.
-- servers: mysql9
-- formats: v2, v2-analyze, tree, tree-analyze
-- set: optimizer_switch = 'hypergraph_optimizer=on'
select g.name, count(*), sum(i.quantity * i.unit_price) as revenue
from categories g
join products p on p.category_id = g.id
join order_items i on i.product_id = p.id
join orders o on o.id = i.order_id
where o.status = 'returned' and p.price < 100
group by g.name
order by revenue desc limit 5;

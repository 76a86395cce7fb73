-- The other optimizer of MySQL on subqueries, a window and a CTE.
-- server: mysql9 = MySQL 9.7.4
-- set: optimizer_switch = 'hypergraph_optimizer=on'
with best as (select customer_id, sum(total) as spent, rank() over (order by sum(total) desc) as place from orders group by customer_id)
select c.full_name, b.place
from best b join customers c on c.id = b.customer_id
where c.id in (select t.customer_id from tickets t where t.state = 'closed')
  and not exists (select 1 from reviews r where r.customer_id = c.id and r.rating = 1)
  and b.place <= 20;

-- A derived table joined by an expression: scanned, not looked up.
select c.id, t.n
from customers c
join (select customer_id, count(*) as n from reviews group by customer_id) t on t.customer_id > c.id + 15000 and t.n > 0
where c.country = 'IT' and c.city = 'City 25' and c.id < 4000;

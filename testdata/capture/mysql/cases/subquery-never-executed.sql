-- What nobody asks for is never executed: the outer side of the join is empty.
-- shows: tree-analyze (never executed)
-- shows: analyze "r_rows": null
select o.id, c.full_name, (select count(*) from reviews r where r.customer_id = c.id) as reviews
from orders o join customers c on c.id = o.customer_id
where o.status = 'lost' and o.total > (select avg(price) from products);

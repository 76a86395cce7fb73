-- EXISTS without an index, and NOT EXISTS: semi and anti joins by hashing.
-- set: optimizer_switch = 'materialization=off'
-- mysql: set optimizer_switch = 'duplicateweedout=off';
-- shows: tree Hash semijoin
-- shows: tree Hash antijoin
select c.id from customers c
where c.country = 'SE'
  and exists (select 1 from orders o where o.customer_id = c.id and o.status = 'returned')
  and not exists (select 1 from events e where e.kind = c.city and e.created_at > c.created_at);

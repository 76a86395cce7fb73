-- EXISTS without an index, and NOT EXISTS: semi and anti joins by hashing.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- set: optimizer_switch = 'materialization=off'
-- mysql: set optimizer_switch = 'duplicateweedout=off';
select c.id from customers c
where c.country = 'SE'
  and exists (select 1 from orders o where o.customer_id = c.id and o.status = 'returned')
  and not exists (select 1 from events e where e.kind = c.city and e.created_at > c.created_at);

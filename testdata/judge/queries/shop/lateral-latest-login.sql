-- category: lateral
-- expert: create index on logins (customer_id, created_at desc)
select c.email, l.ip from customers c left join lateral (select ip from logins l where l.customer_id = c.id order by created_at desc limit 1) l on true where c.id in (5, 50, 500, 5000, 50000);

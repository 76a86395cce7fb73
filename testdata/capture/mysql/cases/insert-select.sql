-- INSERT ... SELECT with an order.
-- formats: v1, v2, tree, plan, analyze
-- shows: mysql9 "insert": true
insert into nothing (id, name)
select id, left(full_name, 20) from employees where department = 'Storage' order by salary limit 40;

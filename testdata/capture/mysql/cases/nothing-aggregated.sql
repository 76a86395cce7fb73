-- Nothing is read, and counted all the same.
select count(*), max(id) from orders where status = 'open' and 1 = 2
union all
select count(*), 0 from employees where id is null;

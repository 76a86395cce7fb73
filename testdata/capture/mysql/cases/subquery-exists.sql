-- EXISTS below an OR, dependent, and one that knows its answer beforehand.
select c.id from customers c
where c.country = 'ES'
  and (exists (select 1 from tickets t where t.customer_id = c.id and t.priority = 1) or c.referred_by = 5)
  and exists (select 1 from settings where name = 'currency');

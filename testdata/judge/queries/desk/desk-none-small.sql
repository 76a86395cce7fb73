-- category: none
select * from tenants where region = 'ap' order by created_at limit 5;

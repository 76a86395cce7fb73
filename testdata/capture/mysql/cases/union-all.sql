-- UNION ALL needs no temporary table.
select id, subject from tickets where agent_id = 3 and priority = 50
union all
select id, full_name from employees where manager_id = 30;

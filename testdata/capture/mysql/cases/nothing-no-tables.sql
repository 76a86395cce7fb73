-- No table at all, but a subquery.
-- shows: v1 "No tables used"
select 1 + 1, (select max(salary) from employees);

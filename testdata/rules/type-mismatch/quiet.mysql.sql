-- A column of numbers compared with a number: the index that is listed is another column's, and nearly all rows are in
-- its range.
-- formats: v1, analyze
-- shows: v1 "possible_keys"
-- shows: mariadb "possible_keys"
select id, full_name, hired_on from employees where manager_id > 0 and salary = 45000;

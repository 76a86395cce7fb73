-- SQL_BUFFER_RESULT: the result goes into a temporary table first.
-- shows: v1 "buffer_result"
select sql_buffer_result id, full_name from employees where department = 'Board';

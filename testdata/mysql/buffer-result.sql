-- SQL_BUFFER_RESULT: the result goes into a temporary table first.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select sql_buffer_result id, full_name from employees where department = 'Board';

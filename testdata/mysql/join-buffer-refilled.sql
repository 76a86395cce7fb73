-- A join buffer too small for its rows: the inner table is read again for every filling.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- set: join_buffer_size = 1024
select count(*) from employees e join stores s on s.name > e.full_name and s.id + e.id = 900 where e.id < 900;

-- A join buffer too small for its rows: the inner table is read again for every filling.
-- set: join_buffer_size = 1024
-- shows: mariadb "block-nl-join"
select count(*) from employees e join stores s on s.name > e.full_name and s.id + e.id = 900 where e.id < 900;

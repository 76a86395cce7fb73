-- A join buffer as well, but for a table of two rows.
-- servers: mysql9, mariadb118, mysql56
-- formats: v1, v2-analyze, analyze
-- shows: v1 "using_join_buffer"
-- shows: mariadb "block-nl-join"
select e.id, s.name from employees e join settings s on s.name <> e.department where e.id < 500;

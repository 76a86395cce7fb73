-- For every row of the outer table the server looks anew which index would do.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105, mysql56
-- shows: v1 "range_checked_for_each_record"
-- shows: mariadb "range-checked-for-each-record"
select count(*) from employees e join tickets t on t.opened_at > e.hired_on + interval 3 year or t.customer_id < e.salary - 89900
where e.id > 3900;

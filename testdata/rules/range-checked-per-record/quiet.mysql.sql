-- The same for two employees.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "range_checked_for_each_record"
-- shows: mariadb "range-checked-for-each-record"
select e.id, count(*)
from employees e
join tickets t on t.opened_at >= e.hired_on + interval 3 year and t.closed_at < e.hired_on + interval 1110 day
where e.id > 3998
group by e.id;

-- For each of 400 employees the server looks for a range, and finds one that is open at its end: eleven thousand tickets each.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "range_checked_for_each_record"
-- shows: mariadb "range-checked-for-each-record"
-- remedy: and t.opened_at < e.hired_on + interval 1110 day, which closes it; mysql9: 4,422,127 -> 258,045, mariadb118: 4,772,765 -> 458,786
select e.id, count(*)
from employees e
join tickets t on t.opened_at >= e.hired_on + interval 3 year and t.closed_at < e.hired_on + interval 1110 day
where e.id > 3600
group by e.id;

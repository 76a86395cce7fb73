-- All reviews are read again for each of 1,200 employees.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "dependent": true
-- remedy: create index reviews_customer_id_idx on reviews (customer_id); mysql9: 24,004,802 -> 3,602, mariadb118: 24,002,601 -> 3,815
select e.id, (select count(*) from reviews r where r.customer_id = e.id) from employees e where e.id <= 1200;

-- category: none
select day, count(*) from generate_series(date '2025-01-01', date '2025-12-31', interval '1 day') day group by day order by day limit 1000;

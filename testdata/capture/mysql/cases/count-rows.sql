-- All rows counted.
select count(*) from orders;

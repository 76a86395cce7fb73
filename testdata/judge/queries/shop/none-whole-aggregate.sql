-- category: none
select count(*), avg(total), max(total), min(length(status)), count(note) from orders;

-- category: none
select count(*) from events where random() < 0.001;

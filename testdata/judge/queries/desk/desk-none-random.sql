-- category: none
select id, preferences, full_name from users where random() < 0.01;

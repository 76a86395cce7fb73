-- category: none
select count(*) from generate_series(1, 200000) i where i % 7 = 3;

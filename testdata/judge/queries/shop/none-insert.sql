-- category: none
insert into countries select 'X' || i, 'Country', 'EUR' from generate_series(1, 5) i;

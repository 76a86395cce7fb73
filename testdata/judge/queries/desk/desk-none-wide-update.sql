-- category: none
update jobs set worker = null where state = 'done' and attempts < 15;

select * from visits where device='phone' order by seconds desc, started limit 10;

select * from visits where seconds > 3590 order by started desc limit 10;

select * from visits where account_no in (5, 17, 99) order by started desc limit 10;

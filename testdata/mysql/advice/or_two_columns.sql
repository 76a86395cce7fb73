select * from visits where account_no=5 or seconds=77;

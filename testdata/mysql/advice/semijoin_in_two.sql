select * from accounts where account_no in (select account_no from visits where device='tv' and seconds>3500);

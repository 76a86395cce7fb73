select count(*) from accounts where account_no not in (select account_no from visits where device='bot');

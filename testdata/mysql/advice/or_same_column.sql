select * from visits where (account_no=5 or account_no=6) and device='tv';

select * from visits where (account_no, device) in ((5,'tv'),(6,'bot'));

select * from accounts where login='Login77';

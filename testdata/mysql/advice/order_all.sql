select * from accounts order by balance;

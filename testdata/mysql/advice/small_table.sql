select * from products where price=77 limit 1;

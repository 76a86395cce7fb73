select * from orders where channel=1 limit 10;

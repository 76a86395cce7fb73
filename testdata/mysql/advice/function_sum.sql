select * from orders where total*2=100;

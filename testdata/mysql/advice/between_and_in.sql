select * from orders where status in ('pending','failed') and channel=3 and total between 100 and 120;

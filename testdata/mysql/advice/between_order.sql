select * from orders where channel=2 and total between 990 and 1000 order by created_at desc limit 10;

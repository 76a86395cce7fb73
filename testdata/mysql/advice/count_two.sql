select count(*) from orders where channel=4 and paid_at is null;

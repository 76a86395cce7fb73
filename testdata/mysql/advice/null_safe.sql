select count(*) from orders where paid_at <=> null;

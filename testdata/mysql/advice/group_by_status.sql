select status,count(*),sum(total) from orders group by status;

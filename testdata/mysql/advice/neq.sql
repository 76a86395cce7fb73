select count(*) from orders where status<>'done';

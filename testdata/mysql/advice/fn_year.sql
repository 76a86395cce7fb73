select count(*) from orders where year(created_at)=2023;

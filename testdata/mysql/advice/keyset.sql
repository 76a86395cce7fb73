select * from orders where (created_at,id)<('2023-06-01',5000) order by created_at desc,id desc limit 20;

select id from customers where lower(email)='customer55@example.com';

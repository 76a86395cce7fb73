select id from orders where customer_id=5 union all select visit_id from visits where account_no=5;

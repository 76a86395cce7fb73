select a.id from customers a join customers b on a.referrer_id=b.id where b.country='DE';

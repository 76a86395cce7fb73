select * from accounts order by last_seen limit 10 offset 200;

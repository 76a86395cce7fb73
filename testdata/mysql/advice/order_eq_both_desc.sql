select * from tickets where owner=40 order by opened desc, priority desc limit 5;

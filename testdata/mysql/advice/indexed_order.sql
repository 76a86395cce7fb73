select * from tickets where state='O' order by priority limit 10;

select * from tickets where state='W' and priority=3 and owner=12;

select * from events where user_id=31 and type='buy' order by ts desc limit 5;

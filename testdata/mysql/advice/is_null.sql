select * from accounts where last_seen is null;

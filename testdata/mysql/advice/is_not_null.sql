select count(*) from tickets where closed is not null and owner=3;

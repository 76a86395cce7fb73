select * from legacy_users where phone=1555000123;

-- The same once both are utf8mb4.
-- formats: analyze
-- setup: create table logins like legacy_logins; insert into logins select * from legacy_logins;
-- setup: alter table logins modify login varchar(120) character set utf8mb4 not null; analyze table logins;
-- cleanup: drop table logins;
select c.id, l.logged_in
from customers c left join logins l on l.login = c.email
where c.country = 'SE' and c.city = 'City 38';

-- Logins are latin1, addresses utf8mb4: every login is converted before it is compared, and its index is of no use.
-- formats: analyze
-- shows: mariadb convert(
-- remedy: alter table legacy_logins modify login varchar(120) character set utf8mb4 not null; mysql9: 22,004 -> 3,001, mariadb118: 22,009 -> 3,008 and 2.74 -> 0.03 s
select c.id, l.logged_in
from customers c left join legacy_logins l on l.login = c.email
where c.country = 'SE' and c.city = 'City 38';

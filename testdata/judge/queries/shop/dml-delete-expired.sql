-- category: dml
-- expert: create index on logins (expires_at)
delete from logins where expires_at < '2025-02-03';

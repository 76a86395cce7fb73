-- category: inequality
-- expert: create index on logins (expires_at) include (id, customer_id, created_at) where not revoked
select id, customer_id from logins where expires_at > '2026-01-28' and created_at < '2026-01-05' and not revoked;

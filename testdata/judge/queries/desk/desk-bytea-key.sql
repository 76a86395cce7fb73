-- category: equality
-- expert: create index on "ApiKey" ("keyHash")
select "id", "tenantId" from "ApiKey" where "keyHash" = decode(md5('secret777'), 'hex') and "revokedAt" is null;

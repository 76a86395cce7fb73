-- category: composite
-- expert: create index on "ApiKey" ("tenantId") where "revokedAt" is null
select "id", "label", "lastUsedAt" from "ApiKey" where "tenantId" = md5('tenant12')::uuid and "revokedAt" is null and not "isTest";

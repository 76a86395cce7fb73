-- category: order-limit
-- expert: create index on "ApiKey" ("tenantId", "createdAt" desc)
select "ApiKey"."id", "ApiKey"."label" from "public"."ApiKey" where "ApiKey"."tenantId" = md5('tenant1')::uuid order by "ApiKey"."createdAt" desc limit 5 offset 0;

select region, count(*) from accounts group by region;

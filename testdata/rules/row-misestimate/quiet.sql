-- The same question once the planner has been told that the columns depend on each other.
-- explain: analyze
-- setup: create statistics customers_place (dependencies) on city, region, country from customers;
-- setup: analyze customers;
-- shows: "Rows Removed by Filter"
select id, email
from customers
where city = 'City 7' and region = 'Region 3' and country = 'BE';

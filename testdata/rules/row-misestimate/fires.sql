-- City, region and country say the same thing; their selectivities are multiplied all the same.
-- explain: analyze
-- shows: "Rows Removed by Filter"
select id, email
from customers
where city = 'City 7' and region = 'Region 3' and country = 'BE';

-- The index finds the country; three of four rows it leads to are then thrown away for their city.
-- formats: v2-analyze, analyze
-- remedy: create index customers_country_city_idx on customers (country, city); mysql9: 2,001 -> 501, mariadb118: 2,001 -> 522
select id, full_name from customers where country = 'SE' and city = 'City 38';

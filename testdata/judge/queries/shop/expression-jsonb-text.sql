-- category: expression
-- expert: create index on customers ((profile ->> 'segment'))
select id, email from customers where profile ->> 'segment' = 's333';

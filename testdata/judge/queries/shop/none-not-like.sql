-- category: none
select id, body from reviews where body not like '%broken%';

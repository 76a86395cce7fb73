-- Two characters make no trigram.
-- category: none
select id, name, description from products where description like '%7o%';

select id from products where attrs->>'$.color'='red';

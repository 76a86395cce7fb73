-- category: none
select id, payload, queue from jobs where payload::text like '%k_55%';

select * from visits where started between '2024-03-01' and '2024-03-10' order by started limit 50;

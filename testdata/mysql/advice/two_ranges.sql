select * from visits where seconds between 10 and 12 and started >= '2024-06-01';

select sum(bytes_sent) from visits where started >= '2024-07-01';

delete from visits where started < '2024-01-03';

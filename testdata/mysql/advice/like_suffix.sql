select * from visits where page like '%/299';

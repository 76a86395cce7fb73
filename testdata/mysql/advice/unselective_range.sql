select * from visits where seconds > 300;

select * from visits where page not like '/p/1%';

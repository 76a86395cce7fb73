select visit_id, page from visits order by bytes_sent desc limit 20;

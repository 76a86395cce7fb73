select visit_id from visits where page like '/p/299%';

select min(started) from visits where device='tv';

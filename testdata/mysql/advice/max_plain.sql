select max(bytes_sent) from visits;

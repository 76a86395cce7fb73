select account_no, sum(bytes_sent) from visits where started >= '2024-12-01' group by account_no;

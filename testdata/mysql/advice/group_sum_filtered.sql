select device, sum(seconds) from visits where account_no=77 group by device;

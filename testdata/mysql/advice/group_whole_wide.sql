select device, max(page), min(bytes_sent), avg(seconds), max(started) from visits group by device;

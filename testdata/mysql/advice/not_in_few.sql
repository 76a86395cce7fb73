select count(*) from visits where device not in ('phone','tablet','desktop','bot','tv');

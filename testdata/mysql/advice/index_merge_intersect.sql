select id from articles where author_id=7 and published=0;

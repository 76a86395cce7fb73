select login from accounts where json_unquote(json_extract(settings, '$.theme'))='t77';

select login from accounts where closed=0;

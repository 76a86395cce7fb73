select login from accounts where closed=1 and region=9;

"""The built-in types of jobs, one a module; `registry` lists them."""

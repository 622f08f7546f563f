"""The subcommands of `ketenmotor`, one a module, named in `api.cli`."""

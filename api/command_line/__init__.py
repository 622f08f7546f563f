"""The subcommands of `ketenmotor`, one a module, registered in `api.cli`."""

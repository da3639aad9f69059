"""The API: what the command line answers, asked by address."""

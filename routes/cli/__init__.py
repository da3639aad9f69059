"""The command line: its commands, how they end, and their reports."""

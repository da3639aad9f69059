"""Start the command line: `python -m routes`."""

import sys

try:
    from publish.commands import export
    from routes.cli.main import main
except ModuleNotFoundError as fault:
    sys.stderr.write(f"package {fault.name!r} is missing; run: make run\n")
    sys.exit(4)  # FAULT of routes.cli.program, which may be what cannot be imported

main.add_command(export)

if __name__ == "__main__":
    main(prog_name="python -m routes")

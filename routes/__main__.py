"""Start the command line: `python -m routes`."""

import sys

try:
    from routes.cli.main import main
except ModuleNotFoundError as fault:
    # As docs/cli.md says: 1 is a check that failed.
    print(f"package {fault.name!r} is missing; run: make run", file=sys.stderr)
    sys.exit(4)

if __name__ == "__main__":
    main(prog_name="python -m routes")

"""Run commands as a program: its encoding, its messages, its exit codes (docs/cli.md)."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from routes.model.errors import MultivectorError, NotWrittenError

FAILED: Final = 1
"""A check failed; nothing else ends with 1."""
BAD_INPUT: Final = 2
NOT_WRITTEN: Final = 3
"""The answer could not be written."""
FAULT: Final = 4
"""A fault of the program, or a package that is missing."""
INTERRUPTED: Final = 130
"""Ended by Ctrl-C."""

EXIT_CODE: Final = "routes.exit_code"
"""Key of `click.Context.meta` under which a command keeps its exit code before it prints, for the
case that its reader closes the pipe."""


class Once(click.Command):
    """A command that drops nothing given to it: an option of one value is given once.

    click keeps the last value of such an option and says nothing. An option that takes several
    (`multiple=True`) adds them up.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options, and refuse one of a single value that is given again.

        Parameters
        ----------
        ctx
            Context of the command.
        args
            What was typed after its name.

        Raises
        ------
        click.UsageError
            If an option of one value is given twice; names it.
        """
        given = self.make_parser(ctx).parse_args(list(args))[2]
        for parameter in given:
            several = isinstance(parameter, click.Option) and (
                parameter.multiple or parameter.is_eager
            )
            if not several and given.count(parameter) > 1:
                name = parameter.opts[0]
                raise click.UsageError(f"{name} is given twice; give it once", ctx)
        return super().parse_args(ctx, args)


class Program(click.Group):
    """A group of commands that writes UTF-8 and turns every fault into a message and a code."""

    command_class = Once

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; as a program it ends with one of the exit codes.

        Parameters
        ----------
        args, prog_name, complete_var
            As `click.Group.main` takes them.
        standalone_mode
            Whether it is run as a program; otherwise what a command raises is passed on.
        **extra
            As `click.Group.main` takes them.
        """
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **extra)
        _set_encoding()
        code: int = FAULT
        try:
            _check_output()
            done = super().main(args, prog_name, complete_var, False, **extra)
            code = done if isinstance(done, int) else 0
        except SystemExit:
            code = 0  # click's way out when the pipe was closed while it printed its help
        except click.ClickException as fault:
            code = BAD_INPUT
            _complain(f"Error: {fault.format_message()}", fault)
        except click.Abort:
            code = INTERRUPTED
        except NotWrittenError as fault:
            code = NOT_WRITTEN
            _complain(str(fault))
        except MultivectorError as fault:
            code = BAD_INPUT
            _complain(str(fault))
        except OSError as fault:
            code = NOT_WRITTEN
            where = f" {Path(str(fault.filename)).name}" if fault.filename else ""
            _complain(f"cannot write{where}: {fault.strerror or fault}")
        except ModuleNotFoundError as fault:
            _complain(f"package {fault.name!r} is missing; run: make run")
        except Exception as fault:  # noqa: BLE001 - Python would end with 1, a check that failed
            _complain(
                f"{traceback.format_exc()}This is a fault of the program, not of what was typed: "
                f"{type(fault).__name__}. Please report it with the lines above."
            )
        _drop_unwritten()
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a reader that closes the pipe, such as head, is no fault.

        Parameters
        ----------
        ctx
            Context of the command.
        """
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            ctx.exit(ctx.meta.get(EXIT_CODE, 0))


def _set_encoding() -> None:
    """Set files and pipes to UTF-8; a console keeps its own and shows ? for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            own = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=own, errors="replace")


def _check_output() -> None:
    if sys.stdout is None:
        raise OSError("the output is closed")


def _complain(text: str, usage: click.ClickException | None = None) -> None:
    """Print a message to stderr, as click does if it is about the usage.

    Where it cannot be written, the exit code is all there is.
    """
    with contextlib.suppress(OSError, ValueError, AttributeError):
        if usage:
            usage.show()
        else:
            click.echo(text, err=True)


def _drop_unwritten() -> None:
    """Drop what cannot be written, or Python would try again and end with an exit code of its own.

    This is the way that Python's documentation gives (signal, "Note on SIGPIPE").
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            # A stream without a file, as in a test, cannot be redirected.
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

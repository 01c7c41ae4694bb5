"""The command line: click commands that parse arguments, call the library and print."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from claimline._version import __version__
from claimline.rules.errors import RegistryError

_COMMANDS = {
    "lint": ("claimline.cli.lint", "Say which lines would bounce, why, and what to change."),
    "fix": ("claimline.cli.fix", "Write a new file with the safe fixes of a file's findings."),
    "parse": ("claimline.cli.parse", "Print the claims of 837P files as data."),
    "generate": ("claimline.cli.generate", "Write 837P interchanges from a spec of claims."),
    "rejects": ("claimline.cli.rejects", "Say what came back, why, and what to do about it."),
    "ack": ("claimline.cli.ack", "Write the 999 that a receiver would send."),
    "rules": ("claimline.cli.rules", "List the rules."),
    "explain": (
        "claimline.cli.explain",
        "Show the page of a rule, a modifier, an element or a loop.",
    ),
    "codes": ("claimline.cli.codes", "Look codes up in the code tables, and renew the tables."),
    "sample": ("claimline.cli.sample", "Write a synthetic batch of valid claims."),
    "schema": ("claimline.cli.schema", "Print the JSON Schema of an input or an output."),
}


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in _COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="claimline %(version)s")
def cli() -> None:
    """Lint, read and write the service lines of X12 837P claims (005010X222A1)."""


def main() -> None:
    """Run the command line. Exit 0: nothing found; 1: findings; 2: wrong usage, unreadable input or
    our own failure, with one message on standard error.
    """
    try:
        code = cli.main(prog_name="claimline", standalone_mode=False)
    except click.exceptions.Exit as end:
        code = end.exit_code
    except click.UsageError as error:
        error.show()
        code = 2
    except click.ClickException as error:
        complain(error.format_message())
        code = 2
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        code = 2
    except SystemExit:
        # What reads our output has had enough. click ends that by exit 1, which means findings.
        code = 2
    except OSError as error:
        complain((error.strerror or str(error)).lower())
        code = 2
    except RegistryError as error:
        complain(str(error))
        code = 2
    except Exception as error:
        if _is_of_tables(error):
            complain(str(error))
        elif os.environ.get("CLAIMLINE_DEBUG"):
            raise
        else:
            complain(
                f"internal error: {type(error).__name__}: {error}; this is a fault of claimline: "
                "please report it, with what CLAIMLINE_DEBUG=1 shows"
            )
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


def _is_of_tables(error: Exception) -> bool:
    from claimline.codes.releases import TablesError

    return isinstance(error, TablesError)


def complain(message: str) -> None:
    """One message on standard error."""
    from claimline.report.visible import visible

    click.echo(f"claimline: {visible(message)}", err=True)

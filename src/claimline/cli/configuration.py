"""The options `--config` and `--no-config` of the commands that lint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from claimline.lint.configuration import Configuration
from claimline.lint.configuration_file import (
    ConfigurationError,
    find_configuration,
    read_configuration,
)

Command = TypeVar("Command", bound=Callable[..., Any])


def configuration_options(command: Command) -> Command:
    """Give a command `config` and `no_config`, to be passed to `configuration`."""
    without = click.option("--no-config", is_flag=True, help="Read no configuration file.")
    named = click.option(
        "--config",
        metavar="PATH",
        help="The configuration file, instead of the nearest claimline.toml or pyproject.toml.",
    )
    return named(without(command))


def configuration(config: str | None, no_config: bool) -> Configuration | None:
    """What the user has settled, by a file named or found from the working folder upward."""
    if no_config:
        if config:
            raise click.UsageError("--config and --no-config exclude each other")
        return None
    try:
        path = Path(config) if config else find_configuration(Path.cwd())
        return read_configuration(path) if path else None
    except ConfigurationError as error:
        raise click.ClickException(str(error)) from error

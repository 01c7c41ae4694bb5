"""The configuration file: `claimline.toml`, or `[tool.claimline]` in `pyproject.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from claimline.lint.configuration import Configuration

_OWN = "claimline.toml"
_PROJECT = "pyproject.toml"


class ConfigurationError(ValueError):
    """A configuration file that cannot be used: where, and why."""


def find_configuration(folder: Path) -> Path | None:
    """The configuration file of the nearest folder, upward, that has one.

    In one folder `claimline.toml` comes before `pyproject.toml`. Raises ConfigurationError.
    """
    for around in (folder, *folder.parents):
        if (around / _OWN).is_file():
            return around / _OWN
        project = around / _PROJECT
        if project.is_file() and _own_table(project, _tables(project)) is not None:
            return project
    return None


def read_configuration(path: Path) -> Configuration:
    """The configuration of a file; raises ConfigurationError for one that cannot be used."""
    table = _own_table(path, _tables(path))
    if table is None:
        raise ConfigurationError(f"{path}: has no table tool.claimline")
    from pydantic import ValidationError

    from claimline.claim.refusal import refusal
    from claimline.lint.configuration_model import ConfigurationFile, ProfileTable

    known = [*ConfigurationFile.model_fields, *ProfileTable.model_fields]
    try:
        return ConfigurationFile.model_validate(table).settled()
    except ValidationError as error:
        raise ConfigurationError(f"{path}: {refusal(error, known)}") from None
    except ValueError as error:
        raise ConfigurationError(f"{path}: {error}") from None


def _tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror or error}") from None
    except ValueError as error:
        raise ConfigurationError(f"{path}: is no TOML: {error}") from None


def _own_table(path: Path, tables: dict[str, Any]) -> Any:
    """The table that is ours: all of a file of our own; None where a project's has none."""
    if path.name != _PROJECT:
        return tables
    tool = tables.get("tool")
    return tool.get("claimline") if isinstance(tool, dict) else None

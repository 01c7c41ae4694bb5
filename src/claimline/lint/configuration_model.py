"""The configuration file as pydantic models, for reading it and for its JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from claimline.claim.profile import Conventions, Profile, SideReporting
from claimline.findings import Severity
from claimline.lint.configuration import Configuration, NamedProfile

Modifier = Annotated[str, Field(pattern="^[A-Z0-9]{2}$")]
Severities = Annotated[
    dict[str, Severity], Field(description="severities by rule code or family; a code's wins")
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ProfileTable(_Strict):
    """`[profiles.NAME]`: a payer, by what it stands on and in what it differs."""

    base: Annotated[Profile, Field(description="the built-in profile it stands on")]
    on: Annotated[tuple[str, ...], Field(description="rules and families to add")] = ()
    off: Annotated[tuple[str, ...], Field(description="rules and families to leave out")] = ()
    severities: Severities = {}
    side_reporting: Annotated[
        SideReporting, Field(description="how the same item for both sides is billed")
    ] = SideReporting.TWO_LINES
    units_of_a_pair: Annotated[
        int, Field(ge=1, le=2, description="units that one pair of a code sold in pairs counts")
    ] = 1
    modifiers: Annotated[
        tuple[Modifier, ...], Field(description="modifiers it takes where others do not")
    ] = ()

    def settled(self) -> NamedProfile:
        """The profile as linting uses it."""
        conventions = Conventions(
            self.side_reporting,
            self.units_of_a_pair,
            frozenset(self.modifiers),
        )
        return NamedProfile(self.base, self.on, self.off, self.severities, conventions)


class ConfigurationFile(_Strict):
    """`claimline.toml`, or `[tool.claimline]` of `pyproject.toml`."""

    select: Annotated[
        tuple[str, ...] | None, Field(description="only these rules and families")
    ] = None
    ignore: Annotated[tuple[str, ...], Field(description="not these rules and families")] = ()
    severities: Severities = {}
    payers: Annotated[
        dict[str, str], Field(description="profile names by payer id, NM109 of loop 2010BB")
    ] = {}
    profiles: dict[str, ProfileTable] = {}
    generate: Annotated[
        dict[str, Any], Field(description="what specs of `generate` leave out: see schema batch")
    ] = {}

    def settled(self) -> Configuration:
        """The configuration as linting uses it; ValueError for a name that is not known."""
        return Configuration(
            self.select,
            self.ignore,
            self.severities,
            self.payers,
            {name: table.settled() for name, table in self.profiles.items()},
            self.generate,
        )

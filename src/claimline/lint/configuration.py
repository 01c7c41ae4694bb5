"""Configuration: which rules are on, how severe they are, and the payers a user adds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from claimline.claim.profile import USUAL, Conventions, Payer, Profile, payer
from claimline.claim.refusal import nearest
from claimline.claim.views import ClaimAsSent
from claimline.findings import Severity
from claimline.lint.selection import codes_of, selected_rules
from claimline.rules.registry import all_rules
from claimline.rules.rule import Rule

Severities = Mapping[str, Severity]
_NONE: Severities = {}


@dataclass(frozen=True, slots=True)
class NamedProfile:
    """A payer profile as data: what it stands on, and in what it differs.

    Rules and families that are `on` hold for it whatever the profile it stands on; those `off` do
    not, and `off` wins. `severities` are by rule or family, a rule's winning.
    """

    base: Profile
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    severities: Severities = field(default_factory=dict)
    conventions: Conventions = USUAL


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a user has settled; `payers` gives profile names by payer id (NM109 of 2010BB).

    `generate` is what specs of batches leave out.

    Raises ValueError for a rule, family or profile that there is not, with the nearest name.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severities: Severities = field(default_factory=dict)
    payers: Mapping[str, str] = field(default_factory=dict)
    profiles: Mapping[str, NamedProfile] = field(default_factory=dict)
    generate: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        selected_rules(self.select, self.ignore)
        codes_of(self.severities)
        for own in self.profiles.values():
            codes_of((*own.on, *own.off, *own.severities))
        for name in self.payers.values():
            self.payer_named(name)

    def payer_named(self, name: str, jurisdiction: str | None = None) -> Payer:
        """The payer of a profile: built in, of the configuration, or one of ours by name."""
        own = self._named(name)
        if own:
            return payer(own.base, _of(own.base, jurisdiction), name, own.conventions)
        if name in set(Profile):
            return payer(Profile(name), _of(Profile(name), jurisdiction))
        known = [*self.profiles, *Profile, *bundled_profiles()]
        raise ValueError(f"no payer profile {name}{nearest(name, known)}")

    def _named(self, name: str) -> NamedProfile | None:
        """A profile of the configuration, else one of ours that is no built-in one."""
        if name in self.profiles or name in set(Profile):
            return self.profiles.get(name)
        return bundled_profiles().get(name)

    def payer_of(self, claim: ClaimAsSent, found: Payer) -> Payer:
        """The payer that the configuration names for the claim's, else what was found."""
        identifier = claim.payer.identifier if claim.payer else None
        name = self.payers.get(identifier or "")
        return self.payer_named(name, found.jurisdiction) if name else found

    def rules(self) -> dict[str, Rule]:
        """The rules in force whoever pays, as severe as they are to be."""
        severities = _by_code(self.severities)
        return {
            code: _as_severe(rule, severities)
            for code, rule in selected_rules(self.select, self.ignore).items()
        }

    def rules_for(self, judged_as: Payer) -> dict[str, Rule]:
        """Those that judge claims of payers like this one, of whatever jurisdiction."""
        own = self._named(judged_as.name)
        on, off = (codes_of(own.on), codes_of(own.off)) if own else (frozenset(), frozenset())
        severities = _by_code(self.severities) | _by_code(own.severities if own else _NONE)
        return {
            code: _as_severe(replace(rule, jurisdictions=None) if code in on else rule, severities)
            for code, rule in selected_rules(self.select, self.ignore, on).items()
            if code not in off and (code in on or rule.holds_for(judged_as.profile))
        }


@cache
def bundled_profiles() -> dict[str, NamedProfile]:
    """The payers with published rules of their own, by name."""
    from claimline.lint.configuration_model import ProfileTable

    text = files("claimline.lint").joinpath("profiles.toml").read_text("utf-8")
    return {
        name: ProfileTable.model_validate(table).settled()
        for name, table in tomllib.loads(text).items()
    }


def _of(profile: Profile, jurisdiction: str | None) -> str | None:
    return jurisdiction if profile is Profile.MEDICARE_DME else None


def _as_severe(rule: Rule, severities: Severities) -> Rule:
    severity = severities.get(rule.code)
    return replace(rule, severity=severity) if severity else rule


def _by_code(severities: Severities) -> dict[str, Severity]:
    """Severities by code; a rule's wins over its family's."""
    families_first = sorted(severities, key=lambda name: name.upper() in all_rules())
    return {code: severities[name] for name in families_first for code in codes_of([name])}

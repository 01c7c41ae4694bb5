"""LAT005: a hand, wrist or finger orthosis without a side, where CGS wants one."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import BOTH_SIDES, SIDES
from claimline.rules.rule import (
    Bad,
    Context,
    Good,
    Problems,
    Reads,
    Setting,
    line_rule,
)

_LIST = "hand"
# Noridian, the contractor of these jurisdictions, does not enforce the list.
_NOT_ENFORCED = ("A", "D")


@line_rule(
    "LAT005",
    Severity.ERROR,
    sources=[sources.CGS_HAND24],
    profiles=[Profile.MEDICARE_DME],
    remittance=["4 N519"],
    reads=Reads(without=SIDES | {BOTH_SIDES}, listed=Tables.side_required),
    examples=[
        Bad("SV1*HC:L3908*60*UN*1***1~", at="SV101-2"),
        Bad(
            "SV1*HC:L3908*60*UN*1***1~",
            at="SV101-2",
            setting=Setting(jurisdiction=None),
            severity=Severity.WARNING,
        ),
        Good("SV1*HC:L3908:LT*60*UN*1***1~"),
        Good("SV1*HC:L3908*60*UN*1***1~", setting=Setting(jurisdiction="D")),
    ],
)
def side_of_hand_orthosis_missing(line: LineAsSent, context: Context) -> Problems:
    """An orthosis of the hand, wrist or fingers names no side in a jurisdiction of CGS.

    ## Why
    Since 2024-10-31 CGS (jurisdictions B and C) rejects these lines without RT or LT as incorrect
    coding, additions and replacement parts included. Where the claim does not name the
    jurisdiction this is a warning.

    ## Fix
    Add RT or LT; an orthosis for each side goes on two lines.
    """
    code, on = line.code, line.service_date
    if code is None or on is None or context.jurisdiction in _NOT_ENFORCED:
        return
    wanted = context.codes.side_required(code, on)
    if wanted and wanted.list_name == _LIST:
        yield Problem(
            line.at(LineAsSent.code),
            f"{code} carries neither RT nor LT",
            severity=None if context.jurisdiction else Severity.WARNING,
        )

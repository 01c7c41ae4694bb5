"""SUB003: a rendering provider on a claim to a DME MAC."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import Party
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Setting, party_rule

_CLAIM = "CLM*A1*900***12:B:1*Y*A*Y*Y~NM1*82*1*EXAMPLE*TEST****XX*1234567893~"


@party_rule(
    "SUB003",
    Severity.WARNING,
    sources=[sources.CEDI_Q2_11],
    profiles=[Profile.MEDICARE_DME],
    statuses=["A7:562:82"],
    reads=Reads(loops=("2310B", "2420A")),
    examples=[
        Bad(_CLAIM, at="NM101"),
        Bad(
            "SV1*HC:L1960:RT:KX*900*UN*1***1~NM1*82*1*EXAMPLE*TEST****XX*1234567893~",
            at="NM101",
        ),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y~"),
        Good(_CLAIM, setting=Setting(Profile.COMMERCIAL)),
    ],
)
def rendering_provider_at_dme_mac(party: Party, context: Context) -> Problems:
    """A claim to a DME MAC names a rendering provider.

    ## Why
    The supplier that bills is the one that rendered: a DME MAC needs no rendering provider. One
    that is sent must be known to it as a supplier, and the front end rejects the claim otherwise.

    ## Fix
    Leave loops 2310B and 2420A out.
    """
    message = f"a rendering provider stands in loop {party.loop}, which no DME MAC needs"
    yield Problem(party.at(Party.entity), message)

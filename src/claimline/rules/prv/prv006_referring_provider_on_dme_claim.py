"""PRV006: a referring provider, whom no DME MAC asks for."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import Party
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Setting, party_rule

_REFERRING = "DN"


@party_rule(
    "PRV006",
    Severity.INFO,
    sources=[sources.CEDI_Q2_11],
    profiles=[Profile.MEDICARE_DME],
    statuses=["A7:562:82"],
    reads=Reads(loops=("2310A", "2420F")),
    examples=[
        Bad(
            "CLM*A1*900***12:B:1*Y*A*Y*Y~NM1*DN*1*EXAMPLE*TEST****XX*1234567893~",
            at="NM101",
        ),
        Bad(
            "SV1*HC:L1960:RT:KX*900*UN*1***1~NM1*DN*1*EXAMPLE*TEST****XX*1234567893~",
            at="NM101",
        ),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~NM1*DK*1*EXAMPLE*TEST****XX*1234567893~"),
        Good(
            "CLM*A1*900***12:B:1*Y*A*Y*Y~NM1*DN*1*EXAMPLE*TEST****XX*1234567893~",
            setting=Setting(Profile.COMMERCIAL),
        ),
    ],
)
def referring_provider_on_dme_claim(party: Party, context: Context) -> Problems:
    """A claim to a DME MAC names a referring provider.

    ## Why
    DME MACs read who ordered an item (2420E), never who referred the patient. A referring provider
    is edited all the same where one is sent, so it can only reject the claim.

    ## Fix
    Leave the loop out, and see that the ordering provider stands in 2420E of each line.
    """
    if party.entity == _REFERRING:
        message = f"a referring provider stands in loop {party.loop}, which no DME MAC needs"
        yield Problem(party.at(Party.entity), message)

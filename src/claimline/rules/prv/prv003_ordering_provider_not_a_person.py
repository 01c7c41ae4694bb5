"""PRV003: an ordering provider that is an organisation, or half a name."""

from __future__ import annotations

from claimline.claim.views import Party
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, party_rule


@party_rule(
    "PRV003",
    Severity.ERROR,
    sources=[sources.GUIDE_ORDERING, sources.CGS_ORD],
    reads=Reads(loops={"2420E"}),
    remittance=["16 N264", "16 N575"],
    examples=[
        Bad("NM1*DK*2*EXAMPLE CLINIC*****XX*1234567893~", at="NM102"),
        Bad(
            "NM1*DK*1*EXAMPLE*****XX*1234567893~",
            at="NM104",
            severity=Severity.WARNING,
        ),
        Good("NM1*DK*1*EXAMPLE*TEST****XX*1234567893~"),
    ],
)
def ordering_provider_not_a_person(party: Party, context: Context) -> Problems:
    """The ordering provider is no person with a last and a first name.

    ## Why
    Somebody orders an item, not a practice: the guide allows only a person in loop 2420E. Medicare
    compares last and first name with the enrolment record and denies the line where they differ.

    ## Fix
    Name the practitioner who signed the order, last and first name as enrolled with Medicare.
    """
    if party.kind == "2":
        message = "the ordering provider is sent as an organisation"
        return [Problem(party.at(Party.kind), message, acknowledgment="IK403:I6")]
    if party.kind == "1" and party.first_name is None:
        message = "the ordering provider has no first name"
        return [Problem(party.at(Party.first_name), message, severity=Severity.WARNING)]
    return ()

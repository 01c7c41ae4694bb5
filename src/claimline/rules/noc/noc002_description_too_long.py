"""NOC002: a description of more than 80 characters."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.noc.texts import LONGEST
from claimline.rules.rule import Bad, Good, Problems, Service, ServiceContext, service_rule


@service_rule(
    "NOC002",
    Severity.ERROR,
    sources=[sources.GUIDE_SV101_7, sources.CGS_NOC16],
    acknowledgment="IK403:5",
    examples=[
        Bad(
            "SV1*HC:L2999:RT::::CUSTOM FABRICATED ANKLE ORTHOSIS WITH CARBON STRUT AND "
            "ADJUSTABLE HEEL LIFT AND EXTRA STRAPS*900*UN*1***1~"
            "NTE*ADD*CUST AFO CARBON STRUT ACME CS-7 PL $900~",
            at="SV101-7",
        ),
        Good(
            "SV1*HC:L2999:RT::::CUST AFO CARBON STRUT ADJ HEEL LIFT*900*UN*1***1~",
            "NTE*ADD*CUST AFO CARBON STRUT ADJ HEEL LIFT ACME CS-7 PL $900~",
        ),
    ],
)
def description_too_long(service: Service, context: ServiceContext) -> Problems:
    """SV101-7 is longer than 80 characters.

    ## Why
    The guide ends the description at 80 characters, on whatever code, and a receiver rejects the
    transaction set or cuts it off there.

    ## Fix
    Shorten it with the abbreviations that the DME MACs publish; the line note and an attachment
    (PWK) hold the rest.
    """
    length = len("".join(service.procedure.written[6:7]))
    if length > LONGEST:
        yield Problem(
            service.at(LineAsSent.description),
            f"the description of {service.code} has {length} characters, {LONGEST} are allowed",
        )

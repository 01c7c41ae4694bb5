"""NOC001: a non-specific code without a description."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.noc.strength import severity_for
from claimline.rules.noc.texts import described_by_the_note
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule


@service_rule(
    "NOC001",
    Severity.ERROR,
    sources=[
        sources.CGS_NOC16,
        sources.CEDI15,
        sources.KAREO_NOC,
        sources.CMS_NOC19,
        sources.GUIDE_SV101_7,
    ],
    statuses=["A8:306"],
    reads=Reads(noc=True),
    examples=[
        Bad(
            "SV1*HC:L3999:RT*450*UN*1***1~NTE*ADD*ELBOW ORTH ACME FLEXARM 200 PL $450~",
            at="SV101-7",
        ),
        Bad(
            "SV1*HC:K0900*450*UN*1***1~NTE*ADD*SEAT WEDGE ACME 12 PL $450~",
            at="SV101-7",
            severity=Severity.WARNING,
        ),
        Good(
            "SV1*HC:L3999:RT::::CUSTOM ELBOW HYBRID ORTHOSIS*450*UN*1***1~",
            "NTE*ADD*CUSTOM ELBOW HYBRID ORTHOSIS ACME FLEXARM 200 PL $450~",
        ),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
    ],
)
def noc_description_missing(service: Service, context: ServiceContext) -> Problems:
    """A non-specific procedure code stands without a description in SV101-7.

    ## Why
    A code that is miscellaneous, unlisted or not otherwise specified says nothing of the item. The
    guide asks for a description on the line, and the front end of the DME MACs rejects the claim
    without it, as clearinghouses do before it.

    ## Fix
    Say in SV101-7, in 80 characters at most, what the item is.
    """
    if service.procedure.description is None:
        yield Problem(
            service.at(LineAsSent.description),
            f"{service.code} is a non-specific code and has no description",
            severity=severity_for(service.code, context.codes),
            fix=described_by_the_note,
        )

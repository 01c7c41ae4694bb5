"""NOC003: a description that does not say what the item is."""

from __future__ import annotations

import re

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule

_WORD = re.compile(r"[A-Z0-9]+")
# What a description may be made of and still name no item.
_EMPTY_WORDS = frozenset(
    (
        *("NOC", "NOS", "MISC", "MISCELLANEOUS", "UNLISTED", "UNSPECIFIED", "OTHER", "NOT"),
        *("OTHERWISE", "CLASSIFIED", "SPECIFIED", "LISTED", "SEE", "NOTE", "NOTES", "NTE"),
        *("NARRATIVE", "ATTACHED", "ATTACHMENT", "NA", "N", "A", "ITEM", "ITEMS", "CODE", "DME"),
        *("DMEPOS", "SUPPLY", "SUPPLIES", "PART", "PARTS", "ORTHOSIS", "ORTHOTIC", "PROSTHESIS"),
        *("PROSTHETIC", "DEVICE", "ADDITION", "TO", "OR", "OF", "FOR", "AND", "THE", "PROCEDURE"),
        *("SERVICE", "LOWER", "UPPER", "EXTREMITY", "LIMB", "SPINAL"),
    )
)


@service_rule(
    "NOC003",
    Severity.WARNING,
    sources=[sources.WPS_NOC, sources.ASA_NOC],
    profiles=[Profile.MEDICARE_DME],
    remittance=["16 N350"],
    reads=Reads(noc=True),
    examples=[
        Bad(
            "SV1*HC:L3999:RT::::NOT OTHERWISE SPECIFIED*2000*UN*1***1~"
            "NTE*ADD*ELBOW ORTH ACME FLEXARM 200 PL $2000~",
            at="SV101-7",
        ),
        Bad(
            "SV1*HC:L3999:RT::::ORTHOSIS, SEE NOTE*2000*UN*1***1~"
            "NTE*ADD*ELBOW ORTH ACME FLEXARM 200 PL $2000~",
            at="SV101-7",
        ),
        Good(
            "SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~",
            "NTE*ADD*ELBOW ORTH ACME FLEXARM 200 PL $450~",
        ),
    ],
)
def description_says_nothing(service: Service, context: ServiceContext) -> Problems:
    """SV101-7 of a non-specific code holds nothing but words such as NOS and MISC.

    ## Why
    Any text passes the front end, but the payer prices the item by what it is. A description that
    repeats that the code is a non-specific one leaves the line without one.

    ## Fix
    Say what the item is and what it is for, such as `ELBOW ORTH, DYNAMIC EXTENSION`.
    """
    words = _WORD.findall((service.procedure.description or "").upper())
    if words and _EMPTY_WORDS.issuperset(words):
        place = service.at(LineAsSent.description)
        yield Problem(place, f"the description of {service.code} names no item")

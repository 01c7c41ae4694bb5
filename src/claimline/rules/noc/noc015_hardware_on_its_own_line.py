"""NOC015: nuts and bolts on a line of their own."""

from __future__ import annotations

import re

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule

_WORD = re.compile(r"[A-Z]+")
_HARDWARE = frozenset(
    (
        *("NUT", "NUTS", "BOLT", "BOLTS", "SCREW", "SCREWS", "RIVET", "RIVETS", "WASHER"),
        *("WASHERS", "VELCRO", "HARDWARE"),
    )
)
_BESIDE = frozenset(("AND", "OR", "MISC", "SET", "OF", "SMALL", "ASSORTED", "REPLACEMENT", "RPL"))


@service_rule(
    "NOC015",
    Severity.WARNING,
    sources=[sources.NOR_NOC2],
    profiles=[Profile.MEDICARE_DME],
    remittance=["97"],
    reads=Reads(noc=True, letters="L"),
    examples=[
        Bad(
            "SV1*HC:L7499:RT::::SCREWS AND BOLTS*15*UN*1***1~NTE*ADD*ACME M4 KIT L6050 PL $15~",
            at="SV101-7",
        ),
        Good(
            "SV1*HC:L7499:RT::::WRIST UNIT WITH BOLTS*450*UN*1***1~"
            "NTE*ADD*ACME WRIST 5 L6050 PL $450~"
        ),
    ],
)
def hardware_on_its_own_line(service: Service, context: ServiceContext) -> Problems:
    """A non-specific code bills nothing but small hardware.

    ## Why
    Nuts, bolts, screws and the like are paid with the part they hold. Noridian names them as what
    may not be billed apart.

    ## Fix
    Leave the line out.
    """
    words = set(_WORD.findall((service.procedure.description or "").upper()))
    if words & _HARDWARE and words <= _HARDWARE | _BESIDE:
        place = service.at(LineAsSent.description)
        yield Problem(place, f"{service.code} bills small hardware alone")

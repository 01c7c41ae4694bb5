"""ADD020: repair of a device that was just delivered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Role
from claimline.findings import Place, Problem, Severity
from claimline.rules import sources
from claimline.rules.devices import Device, Part, kinds_of
from claimline.rules.modifiers import REPLACED
from claimline.rules.questions import is_repair
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_INCLUDED = timedelta(days=90)
_LABOUR = "SV1*HC:L4205:RT*60*UN*2***1~NTE*ADD*RPR L1970 30 MIN~"


@claim_rule(
    "ADD020",
    Severity.ERROR,
    sources=[sources.NOR_PROF, sources.OSS_REP],
    profiles=[Profile.MEDICARE_DME],
    remittance=["97"],
    reads=Reads(letters="L", attributes=is_repair, only_services=True),
    examples=[
        Bad(
            "SV1*HC:L1960:RT:KX*900*UN*1***1~"
            "SV1*HC:L4205:RT*60*UN*2***1~NTE*ADD*FITTING OF L1960 30 MIN~",
            at="2 SV101-2",
        ),
        Bad(
            _LABOUR,
            at="SV101-2",
            facts=[{"claim": "TEST-1", "history": [{"code": "L1970", "on": "2025-12-01"}]}],
        ),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good(_LABOUR),
        Good(
            _LABOUR,
            facts=[{"claim": "TEST-1", "history": [{"code": "L1970", "on": "2025-06-01"}]}],
        ),
    ],
)
def repair_of_new_device(claim: ClaimAsSent, context: Context) -> Problems:
    """Labour or minor parts of a repair stand with a new device, or within 90 days of one.

    ## Why
    The price of a device holds evaluation, casting, fitting, follow-up and all adjustments within
    90 days of its delivery. Codes for repair pay none of that.

    ## Fix
    Leave the line out.
    """
    for device in context.devices(claim):
        for part in device.repairs:
            for reason, place in _reasons(claim, device, part, context):
                related = () if place is None else (place,)
                yield Problem(part.at(LineAsSent.code), f"{part} {reason}", related=related)
                break


def _reasons(
    claim: ClaimAsSent, device: Device, part: Part, context: Context
) -> Iterator[tuple[str, Place | None]]:
    base = device.base
    if (
        base
        and not part.for_owned_device
        and base.service_date == part.service_date
        and REPLACED.isdisjoint(base.modifiers)
    ):
        yield f"stands with {base.code}, delivered on the same date", base.at(LineAsSent.code)
    for earlier in claim.facts.history or ():
        attributes = context.codes.attributes(earlier.code)
        if (
            attributes is not None
            and attributes.role is Role.BASE
            and _is_within(earlier.on, part.service_date)
            and earlier.side in (None, part.side)
            and not kinds_of(earlier.code, context.codes).isdisjoint(part.kinds)
        ):
            yield f"stands within 90 days of {earlier.code}, delivered on {earlier.on}", None


def _is_within(delivered: date, on: date | None) -> bool:
    return on is not None and timedelta(0) <= on - delivered < _INCLUDED

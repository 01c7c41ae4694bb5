"""CHG003: charges that are not written as plain decimal numbers."""

from __future__ import annotations

import re
from functools import partial

from claimline.claim.loop import Loop
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Fix, Place, Problem, Severity
from claimline.rules import sources
from claimline.rules.repair import with_element
from claimline.rules.rule import Bad, Context, Good, Problems, claim_rule
from claimline.x12.designator import Designator
from claimline.x12.types import R

# No more than ten digits, two of them cents (005010X222A1, B.1.1.3.1.2).
_DOLLAR_DIGITS = 8
_CENT_DIGITS = 2
_AMOUNT = r"(?:0|-?(?:[1-9][0-9]{0,7}(?:\.[0-9]?[1-9]|)|0?\.[0-9]?[1-9]))"
_is_plain = re.compile(_AMOUNT).fullmatch
_MAY_STAND = re.compile(r"[-.0-9]")
_SHOWN = {" ": "a space"}


@claim_rule(
    "CHG003",
    Severity.ERROR,
    sources=[sources.GUIDE_DECIMAL, sources.X12_RFI_1526],
    acknowledgment="IK403:6",
    examples=[
        Bad("SV1*HC:L1960:RT:KX*$1,200.00*UN*1***1~", at="SV102"),
        Bad("SV1*HC:L1960:RT:KX*+900*UN*1***1~", at="SV102"),
        Bad("SV1*HC:L1960:RT:KX*9E2*UN*1***1~", at="SV102"),
        Bad("SV1*HC:L1960:RT:KX*900.125*UN*1***1~", at="SV102"),
        Bad(
            "CLM*A1*900***12:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:KX*100000000*UN*1***1~",
            at="SV102",
        ),
        Bad("SV1*HC:L1960:RT:KX*900.00*UN*1***1~", at="SV102", severity=Severity.WARNING),
        Bad("SV1*HC:L1960:RT:KX*0900*UN*1***1~", at="SV102", severity=Severity.WARNING),
        Bad("SV1*HC:L1960:RT:KX*900.*UN*1***1~", at="SV102", severity=Severity.WARNING),
        Bad("CLM*A1*900.00***12:B:1*Y*A*Y*Y~", at="CLM02", severity=Severity.WARNING),
        Good("SV1*HC:L1960:RT:KX*1200*UN*1***1~"),
        Good("SV1*HC:L1960:RT:KX*899.5*UN*1***1~"),
        Good("SV1*HC:L1960:RT:KX*.5*UN*1***1~", "SV1*HC:L1960:LT:KX*0.5*UN*1***2~"),
        Good("SV1*HC:L1960:RT:KX*99999999.99*UN*1***1~"),
    ],
)
def charge_in_wrong_form(claim: ClaimAsSent, context: Context) -> Problems:
    """A charge is not written as a plain decimal number.

    ## Why
    An amount is digits with at most two decimals and ten digits in all: no currency sign, no
    thousands mark, no plus, no exponent. Receivers refuse what is no number. Zeros in front of it
    or at the end of its decimals, and a point with nothing behind it, are against the letter of
    the guide too, but most receivers read them, so they are warnings.

    ## Fix
    Write the amount with digits and, where there are cents, one point: `1200`, `899.5`.
    """
    views: list[ClaimAsSent | LineAsSent] = [claim, *claim.lines]
    odd = [
        view
        for view in views
        if (written := view.written_charge) is not None
        and (view.charge is None or not _is_plain(written))
    ]
    return [_problem(view, "CLM02" if view is claim else "SV102") for view in odd]


def _problem(view: Loop, designator: str) -> Problem:
    place = view.at(designator)
    written = view.text(designator) or ""
    return _unreadable(place, written) or _beyond(place, written) or _needless(place, written)


def _unreadable(place: Place, written: str) -> Problem | None:
    if R.read(written) is not None:
        return None
    odd = dict.fromkeys(_MAY_STAND.sub("", written))
    if not odd:
        return Problem(place, f"the charge {written} is no number")
    shown = " and ".join(_SHOWN.get(character, character) for character in odd)
    return Problem(place, f"the charge {written} holds {shown}")


def _beyond(place: Place, written: str) -> Problem | None:
    whole, _, fraction = written.partition(".")
    decimals = len(fraction.rstrip("0"))
    if decimals > _CENT_DIGITS:
        message = f"the charge {written} has {decimals} decimals"
        return Problem(place, message, acknowledgment="IK403:I12")
    if len(whole.lstrip("-0")) > _DOLLAR_DIGITS:
        message = f"the charge {written} has more than ten digits, cents included"
        return Problem(place, message, acknowledgment="IK403:5")
    return None


def _needless(place: Place, written: str) -> Problem:
    whole, point, fraction = written.partition(".")
    digits = whole.lstrip("-")
    amount = R.read(written)
    reasons = []
    if len(digits) > 1 and digits.startswith("0"):
        reasons.append("leading zeros")
    if fraction.endswith("0"):
        reasons.append("trailing zeros")
    if point and not fraction:
        reasons.append("a bare point")
    if not amount and written.startswith("-"):
        reasons.append("a sign before zero")
    return Problem(
        place,
        f"the charge {written} is written with {' and '.join(reasons)}",
        severity=Severity.WARNING,
        fix=partial(_rewritten, segment_id=Designator.parse(place.designator).segment),
    )


def _rewritten(view: ClaimAsSent | LineAsSent, segment_id: str) -> Fix | None:
    segment = view.find(Designator(segment_id))
    amount = R.read(segment.elements[2]) if segment else None
    if segment is None or amount is None:
        return None
    plain = R.write(amount)
    return Fix("safe", f"write the charge as {plain}", (with_element(segment, 2, plain),))

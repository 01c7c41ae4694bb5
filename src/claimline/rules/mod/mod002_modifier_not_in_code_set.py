"""MOD002: a modifier that is none, or none on the date of service."""

from __future__ import annotations

import re
from datetime import date

from claimline.codes import Tables, Validity
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Good, Problems, Service, ServiceContext, Setting, service_rule

_FORM = re.compile("[A-Z0-9]{2}")
# Any two letters: origin and destination of the trip, to which Medicaid programs add their own.
_TRIP = re.compile("[A-Z]{2}")
_AMBULANCE = "D"


@service_rule(
    "MOD002",
    Severity.ERROR,
    sources=[sources.CEDI15, sources.HCPCS_MODIFIERS],
    statuses=["A7:453"],
    examples=[
        Bad("SV1*HC:L1960:RT:R:KX*900*UN*1***1~", at="SV101-4"),
        Bad("SV1*HC:L1960:RT:KX:R1*900*UN*1***1~", at="SV101-5"),
        Bad(
            "BHT*0019*00*1*20200110*1200*CH~"
            "SV1*HC:L1960:RT:KX:GD*900*UN*1***1~DTP*472*D8*20200102~",
            at="SV101-5",
        ),
        Bad(
            "BHT*0019*00*1*20201005*1200*CH~"
            "SV1*HC:L1960:RT:KX:J5*900*UN*1***1~DTP*472*D8*20200930~",
            at="SV101-5",
        ),
        Bad(
            "SV1*HC:L1960:RT:KX:R1*900*UN*1***1~DTP*472*D8*20261001~",
            at="SV101-5",
            setting=Setting(as_of=date(2026, 10, 15)),
            severity=Severity.INFO,
        ),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
    ],
)
def modifier_not_in_code_set(service: Service, context: ServiceContext) -> Problems:
    """A modifier is not two letters or digits, or is not in the code set on the date of service.

    ## Why
    Modifiers are a national code set with dates, and the front end rejects a claim with any other.
    Only the form is judged of Level I modifiers (two digits, P1 to P6, 1P, 2P, 3P, 8P), for that
    list is licensed, and of origin and destination on an ambulance line. Where the date of service
    lies past our table, a modifier that is not in it is information only.

    ## Fix
    Correct the modifier, or remove it.
    """
    for modifier in dict.fromkeys(service.modifiers):
        if _is_valid(modifier, service, context) or modifier in service.conventions.modifiers:
            continue
        place = service.modifier_place(modifier)
        if not _FORM.fullmatch(modifier):
            yield Problem(
                place,
                f"modifier {modifier} is not two letters or digits",
                acknowledgment=_length_code(modifier),
            )
        elif service.on and not (_TRIP.fullmatch(modifier) and _is_ambulance(service, context)):
            validity = context.codes.modifier_validity(modifier, service.on)
            if fact := _fact(modifier, validity, service.on, context.codes):
                yield Problem(
                    place,
                    fact,
                    severity=Severity.INFO if validity is Validity.PAST_TABLE else None,
                )


def _is_valid(modifier: str, service: Service, context: ServiceContext) -> bool:
    """Whether it is in the code set on the date of service, which one of another form is not."""
    on = service.on
    return on is not None and context.codes.modifier_validity(modifier, on) is Validity.VALID


def _length_code(modifier: str) -> str | None:
    if len(modifier) == 2:
        return None
    return "IK403:4" if len(modifier) < 2 else "IK403:5"


def _is_ambulance(service: Service, context: ServiceContext) -> bool:
    fact = context.codes.procedure(service.code, service.on) if service.on else None
    return fact is not None and _AMBULANCE in fact.type_of_service


def _fact(modifier: str, validity: Validity, on: date, codes: Tables) -> str | None:
    fact = codes.modifier(modifier, on)
    if fact and validity is Validity.NOT_YET:
        return f"modifier {modifier} begins on {fact.added}, after the date of service"
    if fact and validity is Validity.ENDED:
        return f"modifier {modifier} ended on {fact.ended}, before the date of service"
    if validity is Validity.UNKNOWN:
        return f"modifier {modifier} is not in the code set"
    if validity is Validity.PAST_TABLE and fact is None:
        covered = codes.release("modifiers", on)
        return (
            f"modifier {modifier} is not in the table, which covers dates of service from "
            f"{covered.covers_from} to {covered.covers_to}"
        )
    return None

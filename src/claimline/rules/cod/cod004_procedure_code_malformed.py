"""COD004: a procedure code that has not the form of one, or is written in lower case."""

from __future__ import annotations

import re

from claimline.claim.views import LineAsSent
from claimline.findings import Fix, Problem, Severity
from claimline.rules import sources
from claimline.rules.repair import with_code, with_procedure
from claimline.rules.rule import Bad, Good, Problems, Service, ServiceContext, service_rule

_CODE = re.compile("[A-V][0-9]{4}|[0-9]{4}[0-9A-Z]")
_LOWER_CASE = re.compile("[a-z]")
_SEPARATORS = re.compile("[^A-Z0-9]")


@service_rule(
    "COD004",
    Severity.ERROR,
    sources=[sources.STEDI_FMT, sources.CEDI_OCT22],
    statuses=["A7:507"],
    examples=[
        Bad("SV1*HC:L-1960:RT:KX*900*UN*1***1~", at="SV101-2"),
        Bad("SV1*HC:L1960RT:KX*900*UN*1***1~", at="SV101-2"),
        Bad("SV1*HC:l1960:RT:KX*900*UN*1***1~", at="SV101-2", severity=Severity.WARNING),
        Bad("SV1*HC:L1960:rt:kx*900*UN*1***1~", at="SV101-3", severity=Severity.WARNING),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("SV1*HC:97760*90*UN*1***1~"),
        Good("SV1*HC:0591T*90*UN*1***1~"),
    ],
)
def procedure_code_malformed(service: Service, context: ServiceContext) -> Problems:
    """SV101-2 has not the form of a HCPCS code, or a code of SV101 is written in lower case.

    ## Why
    A Level II code is a letter from A to V and four digits; a Level I code is five digits, or four
    and a letter. Clearinghouses stop a code with a blank, a hyphen or a modifier stuck to it, the
    DME MACs' front end returns it as unknown. Codes are capitals; not every payer folds them.

    ## Fix
    Write the code in capitals with nothing in it or around it, its modifiers in SV101-3 to SV101-6.
    """
    if service.procedure.qualifier != "HC" or not service.code:
        return ()
    written = service.procedure.written
    if _CODE.fullmatch(written[1]) and not _LOWER_CASE.search("".join(written[2:6])):
        return ()
    return _problems(service, written)


def _problems(service: Service, written: tuple[str, ...]) -> Problems:
    well_formed = _CODE.fullmatch(_capitals(written[1])) is not None
    if not well_formed:
        yield Problem(
            service.at(LineAsSent.code),
            f'"{written[1]}" has not the form of a HCPCS code',
            fix=_without_separators,
        )
    for number, part in enumerate(written[1:6], 2):
        if _LOWER_CASE.search(part) and (well_formed or number > 2):
            yield Problem(
                service.at(f"SV101-{number}"),
                f"{part} is written in lower case",
                help="Write the codes of SV101 in capitals.",
                severity=Severity.WARNING,
                fix=_in_capitals,
            )
            return


def _in_capitals(line: LineAsSent) -> Fix:
    segment = with_procedure(line, lambda parts: [*map(_capitals, parts[:6]), *parts[6:]])
    return Fix("safe", "write the codes of SV101 in capitals", (segment,))


def _without_separators(line: LineAsSent) -> Fix | None:
    code = _SEPARATORS.sub("", line.code or "")
    if not _CODE.fullmatch(code):
        return None
    return Fix("suggested", f"write {code}", (with_code(line, code),))


def _capitals(text: str) -> str:
    """The text with a to z as capitals; other letters stay, for no code holds them."""
    return "".join(letter.upper() if letter.isascii() else letter for letter in text)

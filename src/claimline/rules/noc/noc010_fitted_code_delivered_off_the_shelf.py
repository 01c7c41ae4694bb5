"""NOC010: a custom-fitted code without an off-the-shelf twin, for an item that was not fitted."""

from __future__ import annotations

import re
from datetime import date

from claimline.claim.facts import Fitting
from claimline.claim.narrative.codes import codes_in
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Certainty, Fabrication, Role, Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_OFF_THE_SHELF = re.compile(r"\b(?:OTS|OFF[ -]THE[ -]SHELF)\b")


def _is_fitted_or_unnamed(tables: Tables, code: str) -> bool:
    attributes = tables.attributes(code)
    return tables.is_noc(code) is not None or (
        attributes is not None
        and attributes.checked is not Certainty.UNSURE
        and attributes.role is Role.BASE
        and attributes.fabrication is Fabrication.CUSTOM_FITTED
    )


@line_rule(
    "NOC010",
    Severity.ERROR,
    sources=[sources.NOR_CFOTS, sources.OPE_OR, sources.AOPA_51],
    profiles=[Profile.MEDICARE_DME],
    since=date(2021, 3, 11),
    remittance=["16 N350"],
    reads=Reads(letters="L", is_a=_is_fitted_or_unnamed),
    examples=[
        Bad(
            "SV1*HC:L3960:RT*620*UN*1***1~",
            at="SV101-2",
            facts={"fitting": "off-the-shelf"},
        ),
        Bad(
            "SV1*HC:L3999:RT::::SHOULDER ORTH OTS*620*UN*1***1~NTE*ADD*ACME ABDUCT 3 PL $620~",
            at="NTE[ADD]02",
            severity=Severity.WARNING,
        ),
        Good(
            "SV1*HC:L3999:RT::::L3960 OTS*620*UN*1***1~NTE*ADD*L3960 OTS PL $620~",
            facts={"fitting": "off-the-shelf"},
        ),
        Good("SV1*HC:L3960:RT*620*UN*1***1~", facts={"fitting": "custom-fitted"}),
        Good("SV1*HC:L3960:RT*620*UN*1***1~"),
    ],
)
def fitted_code_delivered_off_the_shelf(line: LineAsSent, context: Context) -> Problems:
    """A code for custom-fitted devices bills one that nobody fitted, or OTS stands without a code.

    ## Why
    Some prefabricated codes include fitting and adjustment and have no twin for delivery off the
    shelf. Where nobody fitted the device, the DME MACs want the non-specific code of the region
    with a note that names the code, OTS and the price.

    ## Fix
    Bill L1499 (spine), L2999 (leg) or L3999 (arm) with a note such as `L3960 OTS PL $620`.
    """
    if line.note is None and line.facts.fitting is None:
        return ()
    return _problems(line, context)


def _problems(line: LineAsSent, context: Context) -> Problems:
    code, on = line.code, line.service_date
    if code is None or on is None:
        return
    if context.codes.is_noc(code):
        yield from _unnamed(line)
    elif (
        line.facts.fitting is Fitting.OFF_THE_SHELF and context.codes.fitting_twin(code, on) is None
    ):
        message = f"{code} includes fitting, and the device was delivered off the shelf"
        yield Problem(line.at(LineAsSent.code), message)


def _unnamed(line: LineAsSent) -> Problems:
    """A non-specific line whose texts say OTS and name no code."""
    texts = f"{line.description or ''} {line.note or ''}".upper()
    if line.note and _OFF_THE_SHELF.search(texts) and not codes_in(texts):
        yield Problem(
            line.at(LineAsSent.note),
            f"the texts of {line.code} say off the shelf, and name no code",
            severity=Severity.WARNING,
        )

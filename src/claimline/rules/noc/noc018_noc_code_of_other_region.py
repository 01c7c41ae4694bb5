"""NOC018: a non-specific code for another region than the code its texts name."""

from __future__ import annotations

from claimline.claim.narrative.codes import codes_in
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.devices import Kind, kinds_of
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_DEVICE = "L"
_KINDS = frozenset(Kind) - {Kind.OTHER}


@line_rule(
    "NOC018",
    Severity.WARNING,
    sources=[sources.NOR_NOS20, sources.NOR_CFOTS],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(noc=True, letters="L"),
    examples=[
        Bad(
            "SV1*HC:L2999:RT::::L3960 OTS*620*UN*1***1~NTE*ADD*L3960 OTS PL $620~",
            at="SV101-2",
        ),
        Good("SV1*HC:L3999:RT::::L3960 OTS*620*UN*1***1~NTE*ADD*L3960 OTS PL $620~"),
        Good("SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~NTE*ADD*ACME FLEXARM 200 PL $450~"),
    ],
)
def noc_code_of_other_region(line: LineAsSent, context: Context) -> Problems:
    """The code that description or note name is of another region than the non-specific code.

    ## Why
    Each region has a non-specific code of its own: L1499 spine, L2999 leg and L3999 arm for
    orthoses, L5999 leg and L7499 arm for prostheses. Another one is incorrect coding.

    ## Fix
    Bill the non-specific code of the region the item is for.
    """
    code = line.code or ""
    if context.codes.attributes(code) is None:
        return
    named = [
        other
        for other in codes_in(line.description, line.note)
        if other[0] == _DEVICE and other != code and context.codes.attributes(other)
    ]
    regions = [kinds_of(other, context.codes) for other in (code, *named)]
    if len(regions) == 1 or not all(region <= _KINDS for region in regions):
        return
    if regions[0].isdisjoint(frozenset.union(*regions[1:])):
        message = f"{code} is of another region than {named[0]}, which the texts name"
        yield Problem(line.at(LineAsSent.code), message)

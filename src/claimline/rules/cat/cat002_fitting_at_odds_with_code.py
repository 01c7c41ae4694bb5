"""CAT002: a device fitted in another way than its code says."""

from __future__ import annotations

from datetime import date

from claimline.claim.facts import Fitting
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Certainty, Fabrication, Role
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_SAID = {
    Fitting.CUSTOM_FABRICATED: Fabrication.CUSTOM_FABRICATED,
    Fitting.CUSTOM_FITTED: Fabrication.CUSTOM_FITTED,
    Fitting.OFF_THE_SHELF: Fabrication.OFF_THE_SHELF,
}
_WORDS = {
    Fabrication.CUSTOM_FABRICATED: "custom-fabricated devices",
    Fabrication.CUSTOM_FITTED: "custom-fitted devices",
    Fabrication.OFF_THE_SHELF: "devices off the shelf",
}
_PREFABRICATED = (Fabrication.CUSTOM_FITTED, Fabrication.OFF_THE_SHELF)
_FITTED = "SV1*HC:L4386:RT:KX*300*UN*1***1~"


@line_rule(
    "CAT002",
    Severity.ERROR,
    sources=[sources.OPE_KITS, sources.NOR_CFOTS, sources.HCPCS_CODES],
    profiles=[Profile.MEDICARE_DME],
    since=date(2014, 1, 1),
    yields_to=["NOC010"],
    reads=Reads(letters="L", present={"facts"}),
    examples=[
        Bad(_FITTED, at="SV101-2", facts={"fitting": "off-the-shelf"}),
        Bad(
            "SV1*HC:L1960:RT:KX*900*UN*1***1~",
            at="SV101-2",
            facts={"fitting": "custom-fitted"},
        ),
        Good("SV1*HC:L4387:RT:KX*250*UN*1***1~", facts={"fitting": "off-the-shelf"}),
        Good(_FITTED, facts={"fitting": "custom-fitted"}),
        Good(_FITTED),
    ],
)
def fitting_at_odds_with_code(line: LineAsSent, context: Context) -> Problems:
    """How the device was fitted, by the side file, is not what its code stands for.

    ## Why
    A custom-fitted code needs more than minimal adjustment, by a certified orthotist or somebody
    with the same training; an off-the-shelf code needs what the patient can do. Custom-fabricated
    codes are for devices made for one patient. The wrong one is incorrect coding.

    ## Fix
    Bill the code of the pair that matches the fitting, or a non-specific code where there is none.
    """
    fitting, on = line.facts.fitting, line.service_date
    attributes = context.codes.attributes(line.code or "")
    if fitting is None or on is None or attributes is None or attributes.noc:
        return
    if attributes.role is not Role.BASE or attributes.checked is Certainty.UNSURE:
        return
    said, worded = _SAID[fitting], attributes.fabrication
    if worded not in _WORDS or said is worded:
        return
    twin = context.codes.fitting_twin(line.code or "", on)
    use = f"Bill {twin}." if twin and {said, worded} == set(_PREFABRICATED) else None
    message = f"{line.code} is for {_WORDS[worded]}, the device was {fitting.replace('-', ' ')}"
    yield Problem(line.at(LineAsSent.code), message, help=use)

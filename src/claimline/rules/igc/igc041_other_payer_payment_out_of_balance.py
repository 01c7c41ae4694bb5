"""IGC041: what another payer paid and adjusted of a claim against its lines and its charge."""

from __future__ import annotations

from claimline.claim.readings import total
from claimline.claim.views import Adjudication, ClaimAsSent, LineAsSent, OtherPayer
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.amounts import dollars
from claimline.rules.igc.balance import by_payer, unaccounted
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_CLAIM = "SBR*S*18***12****MB~CLM*A1*900***12:B:1*Y*A*Y*Y~SBR*P*18*******CI~"
_NAMES = (
    "OI***Y***Y~"
    "NM1*IL*1*TESTPATIENT*ADA****MI*TEST123~NM1*PR*2*TEST PLAN*****PI*TESTPLAN~"
    "SV1*HC:L1960:RT:KX*900*UN*1***1~"
)
_LINE = "SVD*TESTPLAN*600*HC:L1960:RT:KX**1~CAS*CO*45*300~DTP*573*D8*20260112~"

_Shares = list[tuple[LineAsSent, list[Adjudication]]]


@claim_rule(
    "IGC041",
    Severity.ERROR,
    sources=[sources.GUIDE_2320_BALANCE, sources.X12_RFI_1115],
    statuses=["A8:672"],
    reads=Reads(present={"other_payers"}),
    examples=[
        Bad(f"{_CLAIM}AMT*D*650~{_NAMES}{_LINE}", at="AMT[D]02"),
        Bad(f"{_CLAIM}CAS*CO*45*200~AMT*D*600~{_NAMES}", at="AMT[D]02"),
        Good(f"{_CLAIM}AMT*D*600~{_NAMES}{_LINE}"),
        Good(f"{_CLAIM}CAS*CO*45*300~AMT*D*600~{_NAMES}"),
        Good(f"{_CLAIM}AMT*D*900~{_NAMES}"),
    ],
)
def other_payer_payment_out_of_balance(claim: ClaimAsSent, context: Context) -> Problems:
    """What another payer paid of a claim agrees with neither its lines nor its charge.

    ## Why
    The guide balances each claim by each other payer, to the cent. AMT*D of loop 2320 is the sum of
    what that payer paid on the lines (SVD02) less the claim's own adjustments (CAS of loop 2320);
    and the charge, CLM02, is AMT*D plus all adjustments of that payer, of the claim and of its
    lines. The next payer works out its share from these amounts and rejects the claim when they do
    not add up.

    ## Fix
    Take the amounts from the payer's remittance: CLP04 in AMT*D, the claim's adjustments in loop
    2320, those of each line in its loop 2430.
    """
    if not claim.other_payers:
        return
    named = {payer.identifier for payer in claim.other_payers}
    shares: dict[str | None, _Shares] = {}
    for line in claim.lines:
        for identifier, theirs in by_payer(line).items():
            shares.setdefault(identifier, []).append((line, theirs))
    if None in named or len(named) < len(claim.other_payers) or not shares.keys() <= named:
        return
    for payer in claim.other_payers:
        message = _imbalance(claim, payer, shares.get(payer.identifier, []))
        if message:
            yield Problem(payer.at(OtherPayer.paid), message)


def _imbalance(claim: ClaimAsSent, payer: OtherPayer, shares: _Shares) -> str | None:
    """Which of the two sums does not come out; None when both do, or cannot be worked out."""
    adjudications = [one for _, theirs in shares for one in theirs]
    left = [unaccounted(line, *theirs) for line, theirs in shares]
    left_on_lines = total(left)
    line_paid = total(one.paid for one in adjudications)
    line_adjusted = total(claim.adjusted(one) for one in adjudications)
    adjusted = claim.adjusted(payer)
    if (
        payer.paid is None
        or adjusted is None
        or line_paid is None
        or line_adjusted is None
        or left_on_lines is None
    ):
        return None
    # What a line is out of balance by, IGC040 has said.
    explained = {0, left_on_lines, *left}
    if shares and payer.paid - (line_paid - adjusted) not in explained:
        return (
            f"{payer.identifier} paid {dollars(payer.paid)} on the claim, "
            f"by its lines and claim adjustments {dollars(line_paid - adjusted)}"
        )
    charge = claim.charge
    if charge is None or charge != total(line.charge for line in claim.lines):
        return None
    adjusted += line_adjusted
    if (shares or adjusted) and charge - payer.paid - adjusted not in explained:
        return (
            f"CLM02 is {dollars(charge)}, {payer.identifier} paid {dollars(payer.paid)} "
            f"and adjusted {dollars(adjusted)}"
        )
    return None

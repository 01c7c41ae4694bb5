"""DXP004: a diagnosis code that is none, or no billable one, on the date of service."""

from __future__ import annotations

from datetime import date

from claimline.claim.views import ClaimAsSent, Diagnosis
from claimline.codes import Tables, Validity
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_TABLE = "diagnoses"


@claim_rule(
    "DXP004",
    Severity.ERROR,
    sources=[sources.CEDI15, sources.ICD_10_CM, sources.G35],
    statuses=["A7:254", "A7:255"],
    reads=Reads(only_diagnoses=True),
    examples=[
        Bad("HI*ABK:G35~DTP*472*D8*20260110~", at="HI01-2"),
        Bad("HI*ABK:M21371*ABF:M2137~", at="HI02-2"),
        Bad("HI*ABK:Q99Z9~", at="HI01-2"),
        Bad(
            "BHT*0019*00*1*20261110*1200*CH~HI*ABK:Q99Z9~DTP*472*D8*20261102~",
            at="HI01-2",
            severity=Severity.INFO,
        ),
        Good("HI*ABK:G35D~DTP*472*D8*20260110~"),
        Good("HI*ABK:M21371*ABF:M21372~"),
    ],
)
def diagnosis_not_billable(claim: ClaimAsSent, context: Context) -> Problems:
    """A diagnosis is no ICD-10-CM code of the date of service, or the header of a category.

    ## Why
    Only codes with all their characters are billable, and codes come and go each October: G35 has
    been a header since 2025-10-01. The front end rejects the claim. Outside the dates of our table,
    a code that is not in it is information.

    ## Fix
    Look the diagnosis up in the release of the date of service, and send the full code.
    """
    days = [line.service_dates[0] for line in claim.lines if line.service_dates]
    if not days:
        return ()
    on, codes = min(days), context.codes
    odd = [
        diagnosis
        for diagnosis in claim.diagnoses
        if diagnosis.is_icd_10 and not _is_billable(diagnosis.code, on, codes)
    ]
    return [problem for one in odd for problem in _problem(claim, one, on, codes)]


def _is_billable(code: str, on: date, codes: Tables) -> bool:
    fact = codes.diagnosis(code, on)
    return fact is not None and fact.billable and fact.ended is None


def _problem(claim: ClaimAsSent, diagnosis: Diagnosis, on: date, codes: Tables) -> Problems:
    if not diagnosis.code.isalnum():
        return
    fact = codes.diagnosis(diagnosis.code, on)
    validity = codes.diagnosis_validity(diagnosis.code, on)
    place, severity = claim.at(diagnosis.designator), None
    if validity is Validity.ENDED and fact:
        message = f"{diagnosis.code} ended on {fact.ended}, before the date of service {on}"
    elif validity is Validity.UNKNOWN:
        message = f"{diagnosis.code} is no ICD-10-CM code on {on}"
    elif validity is Validity.VALID and fact and not fact.billable:
        message = f"{diagnosis.code} is the header of a category, and not billable"
    elif validity is Validity.PAST_TABLE and fact is None:
        covered = codes.release(_TABLE, on)
        severity = Severity.INFO
        message = (
            f"{diagnosis.code} is not in the table, which covers dates of service from "
            f"{covered.covers_from} to {covered.covers_to}"
        )
    else:
        return
    yield Problem(place, message, severity=severity)

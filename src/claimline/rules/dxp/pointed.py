"""The diagnoses that a service line points to."""

from __future__ import annotations

from claimline.claim.views import Diagnosis, LineAsSent


def pointed(line: LineAsSent) -> list[Diagnosis]:
    """The diagnoses of the claim that its diagnosis code pointers name, in their order."""
    claim = line.claim
    return [
        diagnosis
        for pointer in line.diagnosis_pointers or ()
        if pointer is not None and (diagnosis := claim.diagnosis(pointer))
    ]


def pointed_codes(line: LineAsSent) -> list[str]:
    """The ICD-10-CM codes among them."""
    return [diagnosis.code for diagnosis in pointed(line) if diagnosis.is_icd_10]

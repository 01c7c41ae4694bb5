"""Lines of codes whose policy wants a diagnosis that they do not point to."""

from __future__ import annotations

from collections.abc import Set

from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem
from claimline.rules.rule import Problems


def uncovered(line: LineAsSent, codes: Tables, groups: Set[str], wanted: str) -> Problems:
    """A problem where the policy of a line's code wants one of the groups, and none is pointed to.

    Silent without a date of service or a diagnosis that the line points to: others report those.
    """
    on, pointed = line.service_date, line.diagnosis_codes
    covered = codes.covered_diagnoses(line.code or "", on) if on else None
    if on is None or covered is None or not pointed or not groups & set(covered.groups):
        return
    if not any(
        codes.diagnosis_group(group, diagnosis, on)
        for group in covered.groups
        for diagnosis in pointed
    ):
        message = f"{line.code} points to {', '.join(pointed)}, and its policy wants {wanted}"
        yield Problem(line.at("SV107"), message)

"""Each error rule that foresees a claim status: a 277CA with it leads to the line, and to the rule.

Rules are found in the registry: one that foresees a status that the hint tables lack fails here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimline.claim.document import read
from claimline.claim.views import ClaimAsSent
from claimline.findings import Finding, Severity
from claimline.lint.run import LintRun
from claimline.responses.claim_status import StatusCode
from claimline.responses.hints import load_hints
from claimline.responses.record import Outcome, Record, RuleAsked
from claimline.rules.example import lay
from claimline.rules.registry import all_rules
from claimline.rules.rule import Bad, Rule
from tests.responses.wire import claim_status, rejects, remittance

ERRORS = [rule for rule in all_rules().values() if rule.severity is Severity.ERROR]


def examples(rule: Rule) -> Iterator[tuple[bytes, Finding]]:
    """The files of failing examples in which the rule fires as it is sent, and its finding."""
    for example in rule.examples:
        if isinstance(example, Bad):
            data = lay(example.segments, example.setting)
            for located in LintRun().read(data):
                if located.finding.rule == rule.code:
                    yield data, located.finding
                    break


def claim_of(data: bytes, finding: Finding) -> ClaimAsSent:
    """The claim a finding is about, the first one where it stands above claims."""
    claims = list(read(data).claims())
    return next((one for one in claims if one.identifier == finding.claim), claims[0])


def about(record: Record, finding: Finding, data: bytes) -> bool:
    identifier = claim_of(data, finding).identifier
    return (record.claim, record.service_line) == (identifier, finding.service_line)


def answer_277(data: bytes, finding: Finding, status: str) -> bytes:
    """A 277CA that rejects the line, or the claim, with the status."""
    claim = claim_of(data, finding)
    body = f"TRN*2*{claim.identifier}~"
    line = next((one for one in claim.lines if one.number == finding.service_line), None)
    if line is None:
        return claim_status(f"{body}STC*{status}*20260116*U*1~")
    reference = f"REF*FJ*{line.control_number}~" if line.control_number else ""
    service = f"SVC*HC:{line.code}*{(line.charge or 0) / 100:.2f}~STC*{status}**U~{reference}"
    return claim_status(f"{body}STC*A3:247*20260116*U*1~{service}DTP*472*D8*20260108~")


STATUSES = [(rule.code, status) for rule in ERRORS for status in rule.statuses]


@pytest.mark.parametrize(("code", "status"), STATUSES)
def test_foreseen_status_leads_to_line_and_rule(code: str, status: str, tmp_path: Path) -> None:
    data, finding = next(examples(all_rules()[code]))

    records, _ = rejects(tmp_path, data, answer_277(data, finding, status))

    record = next(one for one in records if about(one, finding, data) and one.rules)
    assert record.outcome is Outcome.REJECTED
    assert record.sent_file == str(tmp_path / "sent0.837")
    assert RuleAsked(code, True) in record.rules
    assert finding.designator in record.candidates


@pytest.mark.parametrize("status", sorted({status for _, status in STATUSES}))
def test_hint_tables_know_a_foreseen_status(status: str) -> None:
    category, number, entity = (*status.split(":"), "")[:3]

    hint = load_hints().status(StatusCode(category, number, entity))

    assert hint is not None
    assert hint.candidates


REMITTANCES = [
    (rule.code, remittance) for rule in all_rules().values() for remittance in rule.remittance
]


@pytest.mark.parametrize("foreseen", sorted({foreseen for _, foreseen in REMITTANCES}))
def test_hint_tables_know_a_foreseen_remittance_code(foreseen: str) -> None:
    reason, *remarks = foreseen.split()

    assert load_hints().adjustment("CO", reason) is not None
    assert all(load_hints().remark(reason, remark) for remark in remarks)


@pytest.mark.parametrize(("code", "foreseen"), REMITTANCES)
def test_foreseen_denial_leads_to_line_and_rule(code: str, foreseen: str, tmp_path: Path) -> None:
    found = next(examples(all_rules()[code]), None)
    if found is None or found[1].service_line is None:
        pytest.skip("its examples need another day, or stand above the lines")
    data, finding = found
    reason, *remarks = foreseen.split()
    claim = claim_of(data, finding)
    line = next(one for one in claim.lines if one.number == finding.service_line)
    charge = f"{(line.charge or 0) / 100:.2f}"
    answer = remittance(
        f"CLP*{claim.identifier}*4*{charge}*0**MB*ICN1*12*1~NM1*QC*1*TESTPATIENT*ADA~",
        f"SVC*HC:{line.code}*{charge}*0~DTM*472*20260108~CAS*CO*{reason}*{charge}~",
        f"REF*6R*{line.control_number}~" if line.control_number else "",
        *(f"LQ*HE*{remark}~" for remark in remarks),
    )

    records, _ = rejects(tmp_path, data, answer)

    record = next(one for one in records if about(one, finding, data))
    assert record.outcome is Outcome.DENIED
    assert RuleAsked(code, True) in record.rules
    assert finding.designator in record.candidates

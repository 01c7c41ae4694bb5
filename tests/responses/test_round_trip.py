"""From a finding to the 999 a receiver would send, and back to the same claim, line and element."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from claimline.findings import Finding, Severity
from claimline.lint.run import LintRun
from claimline.responses.acknowledging import acknowledge
from claimline.rules.example import lay
from claimline.rules.registry import all_rules
from claimline.rules.rule import Bad, Rule
from tests.responses.wire import rejects

_OF_A_999 = ("IK304", "IK403", "IK502", "AK905")


def answered(finding: Finding) -> bool:
    code_list = (finding.acknowledgment or "").partition(":")[0]
    return finding.severity is Severity.ERROR and code_list in _OF_A_999


def found(rule: Rule, example: Bad) -> list[Finding]:
    """The findings of the rule, or of one that restates it where it flags the same."""
    run = LintRun(as_of=example.setting.as_of)
    findings = [one.finding for one in run.read(lay(example.segments, example.setting))]
    flagged = (example.at,) if isinstance(example.at, str) else example.at
    own = [one for one in findings if one.rule == rule.code]
    return own or [one for one in findings if one.designator in flagged]


def cases() -> Iterator[tuple[str, Bad]]:
    """Every failing example of a rule whose finding a 999 answers."""
    for rule in all_rules().values():
        for example in rule.examples:
            raw = isinstance(example, Bad) and example.segments.startswith(("ISA", "HELLO"))
            if isinstance(example, Bad) and not raw and any(map(answered, found(rule, example))):
                yield rule.code, example


CASES = list(cases())


@pytest.mark.parametrize(
    ("code", "example"), CASES, ids=[f"{code}-{index}" for index, (code, _) in enumerate(CASES)]
)
def test_999_leads_back_to_the_finding(code: str, example: Bad, tmp_path: Path) -> None:
    data = lay(example.segments, example.setting)
    finding = next(one for one in found(all_rules()[code], example) if answered(one))
    sent = tmp_path / "sent.837"
    sent.write_bytes(data)
    stream = BytesIO()
    acknowledge(sent, stream, as_of=example.setting.as_of)

    records, run = rejects(tmp_path, data, stream.getvalue())

    assert not run.files[0].failures
    assert any(
        (record.claim, record.service_line) == (finding.claim, finding.service_line)
        and finding.designator in record.candidates
        for record in records
    )


def test_every_structure_number_with_a_999_code_is_tried() -> None:
    tried = {code for code, _ in CASES}
    wanted = {
        rule.code
        for rule in all_rules().values()
        if rule.family in ("X12", "IGC")
        and rule.severity is Severity.ERROR
        and (rule.acknowledgment or "").startswith(_OF_A_999)
        and any(isinstance(example, Bad) for example in rule.examples)
    }

    assert wanted <= tried

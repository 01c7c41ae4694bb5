"""No finding of any rule shows who the patient or the subscriber is."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from claimline.claim.document import read
from claimline.claim.loop import Segment
from claimline.claim.phi import masked_elements
from claimline.lint.run import LintRun
from claimline.rules.example import facts_for, lay
from claimline.rules.registry import all_rules
from claimline.rules.rule import Bad, Rule

EXAMPLES = [
    (rule, example)
    for rule in all_rules().values()
    for example in rule.examples
    if isinstance(example, Bad)
]
# Shorter values, such as a state, stand in other words by chance.
_TELLING = 5


def held(data: bytes) -> Iterator[str]:
    """The values of the file that hold PHI."""
    for claim in read(data).claims():
        for view in (claim.subscriber, claim.patient, claim):
            for segment in view.segments() if view else ():
                yield from values(segment)


def values(segment: Segment) -> Iterator[str]:
    """The values of the segment that hold PHI and are long enough to be told."""
    for number in masked_elements(segment):
        if number < len(segment.elements) and len(segment.elements[number]) >= _TELLING:
            yield segment.elements[number]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_findings_show_no_phi(rule: Rule, example: Bad) -> None:
    data = lay(example.segments, example.setting)
    secrets = set(held(data))

    run = LintRun(select=[rule.code], facts=facts_for(example.facts))
    shown = [json.dumps(located.finding.as_json()) for located in run.read(data)]

    assert shown
    assert [secret for secret in secrets if any(secret in finding for finding in shown)] == []


@pytest.mark.parametrize(
    "number", ["1SE5TE5TT00", "123456789A", "1TE5-TE5-TT00", "0TE5TE5TT00", "1TE5TE5TT0O"]
)
def test_wrong_member_id_is_described_not_shown(number: str) -> None:
    data = lay(f"NM1*IL*1*TESTPATIENT*ADA****MI*{number}~")

    (located,) = LintRun(select=["SUB001"]).read(data)

    assert located.finding.value == "***"
    assert number not in json.dumps(located.finding.as_json())

"""Findings of the envelopes that no example can show."""

from __future__ import annotations

import pytest

from claimline.lint.run import LintRun
from claimline.rules.example import lay


@pytest.mark.parametrize(
    ("stray", "designator"), [("ZZZ*1", "ZZZ"), ("1:*X", "ST"), ("lx*1", "ST"), ("*", "ST")]
)
def test_segment_outside_any_transaction_set_is_found_whatever_its_id(
    stray: str, designator: str
) -> None:
    data = lay("").replace(b"GE*1*1~", stray.encode() + b"~\nGE*1*1~")

    (located,) = LintRun(select=["X12034"]).read(data)

    assert located.finding.designator == designator
    assert located.finding.offset == data.index(stray.encode() + b"~\nGE")
    assert (located.finding.interchange, located.finding.group) == ("000000001", "1")


def test_count_of_nothing_is_not_mended() -> None:
    data = lay("")
    data = data[: data.index(b"ST*")] + data[data.index(b"GE*") :]

    fixes = {located.finding.rule: located.finding.fix for located in LintRun().read(data)}

    assert fixes["X12028"] is None

"""Selecting rules by code and family."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimline.lint import selection
from claimline.lint.selection import selected_rules
from claimline.rules.registry import all_rules
from claimline.rules.rule import Rule


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> dict[str, Rule]:
    """Four rules of two families, of which LAT009 is off by default."""
    model = all_rules()["LAT002"]
    codes = ["LAT001", "LAT002", "LAT009", "NOC001"]
    made = {code: replace(model, code=code, selected=code != "LAT009") for code in codes}
    monkeypatch.setattr(selection, "all_rules", lambda: made)
    return made


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (None, None, ["LAT001", "LAT002", "NOC001"]),
        (None, [], ["LAT001", "LAT002", "NOC001"]),
        ([], None, []),
        (["LAT"], None, ["LAT001", "LAT002"]),
        (["LAT009"], None, ["LAT009"]),
        (["LAT", "LAT009"], None, ["LAT001", "LAT002", "LAT009"]),
        ([" lat002 ", "noc"], None, ["LAT002", "NOC001"]),
        (None, ["LAT"], ["NOC001"]),
        (None, ["LAT001", "NOC"], ["LAT002"]),
        (["LAT"], ["LAT002"], ["LAT001"]),
        (["LAT002"], ["LAT"], ["LAT002"]),
        (["LAT", "LAT002"], ["LAT"], ["LAT002"]),
        (["LAT002"], ["LAT002"], []),
    ],
)
def test_rules_in_force(
    select: list[str] | None, ignore: list[str] | None, codes: list[str]
) -> None:
    assert list(selected_rules(select, ignore)) == codes


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("LAT003", "no rule or family LAT003, did you mean LAT00"),
        ("noc01", "no rule or family NOC01, did you mean NOC001"),
        ("LATE", "no rule or family LATE, did you mean LAT"),
        ("?", r"no rule or family \?$"),
        ("", "no rule or family $"),
    ],
)
def test_unknown_name_is_refused_with_the_nearest(name: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        selected_rules([name])
    with pytest.raises(ValueError, match=message):
        selected_rules(None, [name])


def test_rules_off_by_default_are_off() -> None:
    off = [rule.code for rule in all_rules().values() if not rule.selected]

    assert not set(off) & set(selected_rules())

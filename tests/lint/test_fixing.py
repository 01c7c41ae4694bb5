"""Fixing: what is mended, and that nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings

from claimline.claim.document import Readable
from claimline.claim.views import LineAsSent
from claimline.findings import Fix, Problem
from claimline.lint import configuration
from claimline.lint.fixing import COUNTS, Fixing
from claimline.lint.locate import Located
from claimline.lint.run import LintRun
from claimline.rules.example import lay
from claimline.rules.registry import all_rules
from claimline.rules.rule import Bad, Context, Problems, Rule, Subject
from tests.lint.damage import damaged

UNTIDY = lay(
    "HI*ABK:M21.371*ABF:M21372~SV1*hc:l1960:RT:KX*900.00*UN*1***1*~"
    "SV1*HC:L1960:LT:KX*900.50*UN*1***1~"
).replace(b"SE*3", b"SE*7")
TIDY = (
    UNTIDY.replace(b"M21.371", b"M21371")
    .replace(b"hc:l1960:RT:KX*900.00*UN*1***1*", b"HC:L1960:RT:KX*900*UN*1***1")
    .replace(b"900.50", b"900.5")
    .replace(b"SE*7", b"SE*3")
)


def lint(also: tuple[str, ...] = ()) -> LintRun:
    return LintRun()


def fixed(data: bytes, fixing: Fixing | None = None) -> tuple[bytes, list[str]]:
    """The bytes mended, and the rules whose findings were, a segment a line."""
    fixing = fixing or Fixing(lint)
    with TemporaryDirectory() as folder:
        source, target, spare = (Path(folder) / name for name in ("source", "target", "spare"))
        source.write_bytes(data)
        mended = [
            " ".join(located.finding.rule for located in one.findings)
            for one in fixing.apply(source, "night.837", target, spare)
        ]
        assert source.read_bytes() == data
        return target.read_bytes(), mended


def safe_fixes(data: bytes) -> list[str]:
    return [
        one.finding.rule for one in LintRun().read(data) if one.repair and one.repair.kind == "safe"
    ]


def test_safe_fixes_are_applied_and_every_other_byte_stays() -> None:
    data, mended = fixed(UNTIDY)

    assert data == TIDY
    assert mended == ["IGC046", "IGC010 COD004 CHG003", "CHG003", "X12024"]


@pytest.mark.parametrize("line_end", [b"", b"\r\n", b"\n\n  "])
def test_line_ends_and_delimiters_stay(line_end: bytes) -> None:
    def other(data: bytes) -> bytes:
        return data.replace(b"~\n", b"\x1c" + line_end).translate(bytes.maketrans(b"*:", b"|>"))

    assert fixed(other(UNTIDY))[0] == other(TIDY)


def test_text_around_the_interchanges_stays() -> None:
    def several(data: bytes) -> bytes:
        return b"\r\n" + data + b"\n\nnot ours\n" + data.replace(b"000000001", b"000000002")

    assert fixed(several(UNTIDY))[0] == several(TIDY)


def test_two_fixes_of_one_element_are_made_one_after_the_other() -> None:
    data = lay("SV1*hc:l1960:RT:*900*UN*1***1~")

    after, mended = fixed(data)

    assert after == data.replace(b"hc:l1960:RT:", b"HC:L1960:RT")
    assert mended == ["IGC010", "COD004"]


def test_finding_that_comes_late_is_mended_in_the_next_pass() -> None:
    class Reversed(LintRun):
        def read(
            self, source: Readable, name: str | None = None, *, earlier: Iterable[str] = ()
        ) -> Iterator[Located]:
            yield from reversed(list(super().read(source, name, earlier=earlier)))

    data, mended = fixed(UNTIDY, Fixing(lambda also: Reversed()))

    assert data == TIDY
    assert mended[0] == "X12024"


def test_suggested_fixes_are_not_applied() -> None:
    data = lay("SV1*HC:L1960:RT:LT:KX*1800*UN*2***1~")

    assert fixed(data) == (data, [])


def test_bytes_beyond_ascii_stay() -> None:
    data = lay("SV1*HC:L3999:RT::::\xe9 \xc3\xa9*900.00*UN*1***1~")

    assert fixed(data)[0] == data.replace(b"900.00", b"900")


def test_only_the_rules_asked_for_are_mended() -> None:
    data, _ = fixed(UNTIDY, Fixing(lambda also: LintRun(select=["IGC046", *also])))

    assert data == UNTIDY.replace(b"M21.371", b"M21371")


def two_for_one(line: LineAsSent, context: Context) -> Problems:
    """Asks for another note on a line that has one note alone."""
    notes = [segment.text for segment in line.segments() if segment.id == "NTE"]
    if len(notes) == 1:
        fix = Fix("safe", "say it twice", (notes[0], "NTE*DCP*AGAIN"))
        yield Problem(line.at("NTE"), "said once", fix=lambda view: fix)


def test_counts_follow_where_segments_become_more() -> None:
    rules = all_rules()
    rule = replace(rules["CHG003"], subject=Subject.LINE, check=two_for_one)
    data = lay("SV1*HC:L1960:RT:KX*900*UN*1***1~NTE*ADD*ONCE~")
    count = int(re.findall(rb"SE\*(\d+)", data)[0])

    def chosen(select: tuple[str, ...] | None, *_: object) -> dict[str, Rule]:
        return {"CHG003": rule, **{code: rules[code] for code in select or ()}}

    with patch.object(configuration, "selected_rules", chosen):
        after, mended = fixed(data, Fixing(lambda also: LintRun(select=also)))

    assert after == data.replace(b"ONCE~\n", b"ONCE~\nNTE*DCP*AGAIN~\n").replace(
        b"SE*%d" % count, b"SE*%d" % (count + 1)
    )
    assert mended == ["CHG003", COUNTS]


def test_file_that_ends_early_is_copied_behind_and_named() -> None:
    fixing = Fixing(lint)
    data, _ = fixed(UNTIDY[:-40], fixing)

    assert data.endswith(UNTIDY[-60:-40])
    assert fixing.failure is not None
    assert "ends before IEA" in fixing.failure


@given(damaged())
@settings(max_examples=40, deadline=None)
def test_what_is_fixed_has_nothing_left_to_fix(data: bytes) -> None:
    once, _ = fixed(data)

    assert safe_fixes(once) == []
    assert fixed(once) == (once, [])


EXAMPLES = [
    pytest.param(example, id=f"{rule.code}-{number}")
    for rule in all_rules().values()
    for number, example in enumerate(rule.examples)
    if isinstance(example, Bad) and safe_fixes(lay(example.segments, example.setting))
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_with_safe_fixes_are_mended_for_good(example: Bad) -> None:
    data = lay(example.segments, example.setting)

    once, mended = fixed(data)

    assert mended
    assert safe_fixes(once) == []
    assert fixed(once) == (once, [])


def test_there_are_examples_with_safe_fixes() -> None:
    assert len(EXAMPLES) > 5

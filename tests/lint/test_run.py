"""A run over files: whatever they hold, every claim is counted and nothing is raised."""

from __future__ import annotations

import gc
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast
from unittest.mock import patch

import pytest
from hypothesis import given, settings

from claimline.claim.loop import Segment
from claimline.findings import Finding, Severity
from claimline.lint.run import LintRun
from claimline.rules.example import lay
from claimline.sample import write_batch
from claimline.x12 import reader
from claimline.x12.errors import X12Error
from claimline.x12.reader import Chunk
from tests.lint.damage import BOTH_SIDES, CLAIM, GOOD, claims_in, damaged, encodings_of, places_of

CLEAN = lay("")
BAD = lay(BOTH_SIDES)
TWO = lay(CLAIM.format(name="A-1") + GOOD + CLAIM.format(name="A-2") + BOTH_SIDES)
INSTITUTIONAL = "ST*837*0001*005010X223A2~"
STRUCTURE = ["X12", "LAT002"]


def findings_of(data: bytes, select: list[str] | None = None) -> tuple[LintRun, list[Finding]]:
    run = LintRun(select=select or STRUCTURE)
    return run, [located.finding for located in run.read(data)]


def codes_of(data: bytes) -> list[str]:
    return [finding.rule for finding in findings_of(data)[1]]


def cut_at(text: str, kept: int = 0) -> bytes:
    """The two claims up to the last time the text stands there, and `kept` bytes of it."""
    return TWO[: TWO.rindex(text.encode()) + kept]


# What is no X12, or stops being it


@pytest.mark.parametrize(
    ("data", "rule", "status"),
    [
        (b"", "X12002", "unreadable"),
        (b"\n\n", "X12002", "unreadable"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 90, "X12002", "unreadable"),
        (b"PK\x03\x04 ISA*", "X12002", "unreadable"),
        (CLEAN.replace(b"*:~", b"**~", 1), "X12003", "unreadable"),
        (CLEAN.replace(b"*^*", b"*:*", 1), "X12003", "unreadable"),
        (CLEAN.replace(b"*:~", b"*:*", 1), "X12003", "unreadable"),
        (CLEAN[:60], "X12005", "unreadable"),
        (CLEAN[:-30], "X12005", "partly read"),
        (CLEAN.replace(b"HI*", b"K3*" + b"x" * 70_000 + b"~HI*"), "X12004", "partly read"),
        (CLEAN + CLEAN[:106] + b"GS*", "X12005", "partly read"),
        (CLEAN + CLEAN.replace(b"*:~", b"**~", 1), "X12003", "partly read"),
    ],
)
def test_what_stops_reading_is_one_finding_and_a_failure(
    data: bytes, rule: str, status: str
) -> None:
    run, found = findings_of(data)

    assert [finding.rule for finding in found if finding.rule < "X12020"] == [rule]
    assert run.files[0].status == status
    assert run.files[0].failure
    assert "\n" not in run.files[0].failure


def test_findings_before_the_end_of_reading_are_kept() -> None:
    _, found = findings_of(BAD + BAD.replace(b"000000001", b"000000002")[:-40])

    assert [finding.rule for finding in found] == ["LAT002", "X12005"]


def test_end_of_reading_is_where_the_bytes_end() -> None:
    data = CLEAN[:-30]

    _, (found,) = findings_of(data)

    assert found.offset == len(data)
    assert (found.line, found.column) == places_of(data, len(data))
    assert found.severity is Severity.ERROR
    assert found.profile is None


def test_missing_file_among_three_stops_nothing(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("a.837", "b.837", "c.837"))
    first.write_bytes(BAD)
    third.write_bytes(BAD)
    run = LintRun(select=STRUCTURE)

    found = [located.finding for path in (first, second, third) for located in run.read(path)]

    assert [(finding.rule, finding.file) for finding in found] == [
        ("LAT002", str(first)),
        ("X12001", str(second)),
        ("LAT002", str(third)),
    ]
    assert [(report.status, report.claims) for report in run.files] == [
        ("read", 1),
        ("unreadable", 0),
        ("read", 1),
    ]
    assert run.summary.claims == 2
    assert found[1].offset is None
    assert found[1].line is None


def test_folder_is_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    run = LintRun()

    (found,) = run.read(tmp_path)

    assert found.finding.rule == "X12001"
    assert found.finding.message == "is a directory"


def test_failure_is_told_though_its_rule_is_ignored() -> None:
    run = LintRun(ignore=["X12"])

    found = list(run.read(b"no X12"))

    assert found == []
    assert run.files[0].failure


def test_stream_that_fails_is_a_file_that_cannot_be_read() -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    run = LintRun()

    (found,) = run.read(Broken())

    assert found.finding.rule == "X12001"


# Transaction sets of other kinds


@pytest.mark.parametrize(
    "opening",
    [
        INSTITUTIONAL,
        "ST*835*0001~",
        "ST*837*0001*004010X098A1~",
        "ST*837*0001*005010X224A2~",
        "ST*~",
        "ST**0001*005010X222A1~",
    ],
)
def test_transaction_set_of_another_kind_is_one_finding(opening: str) -> None:
    run, found = findings_of(lay(opening + BOTH_SIDES))

    assert [finding.rule for finding in found if finding.rule != "X12023"] == ["X12020"]
    assert run.summary.claims == 0
    assert run.files[0].failure


def test_transaction_set_of_another_kind_beside_claims_is_no_failure() -> None:
    other = lay(INSTITUTIONAL + BOTH_SIDES)

    run, found = findings_of(other + BAD.replace(b"000000001", b"000000002"))

    assert [finding.rule for finding in found] == ["X12020", "LAT002"]
    assert run.summary.claims == 1
    assert run.files[0].failure is None


def test_interchange_without_transaction_sets_holds_no_claims() -> None:
    isa, iea = CLEAN[:106], b"IEA*0*000000001~"

    run, found = findings_of(isa + b"\nTA1*000000905*260115*0930*A*000~\n" + iea)

    assert [finding.rule for finding in found] == ["X12009"]
    assert run.files[0].failure


# Claims in, claims out


@pytest.mark.parametrize(
    ("data", "claims"),
    [
        (CLEAN, 1),
        (TWO, 2),
        (cut_at("CLM*"), 1),
        (cut_at("CLM*", 3), 1),
        (cut_at("CLM*", 4), 2),
        (cut_at("CLM*", 6), 2),
        (cut_at("CLM*", 21), 2),
        (cut_at("HI*"), 2),
        (cut_at("SV1*", 12), 2),
        (cut_at("DTP*"), 2),
        (cut_at("SE*"), 2),
        (cut_at("SE*", 6), 2),
        (cut_at("IEA*"), 2),
        (TWO.replace(b"HI*ABK:M21371", b"CLM~CLM*~HI*ABK:M21371", 1), 4),
        (TWO.replace(b"HL*2", b"CLM*X~HL*2"), 3),
        (TWO.replace(b"SE*", b"XX*"), 2),
        (TWO.replace(b"ST*", b"XX*"), 2),
        (TWO.replace(b"ST*", b"XX*").replace(b"BHT*", b"XX*"), 0),
        (TWO.replace(b"GS*", b"XX*"), 2),
        (TWO.replace(b"GE*", b"CLM*X~GE*"), 2),
        (TWO.replace(b"~", b"~K3*CLM~"), 2),
        (TWO.replace(b"\n", b""), 2),
    ],
)
def test_every_claim_of_a_professional_transaction_set_is_counted(data: bytes, claims: int) -> None:
    run, _ = findings_of(data)

    assert run.summary.claims == claims == claims_in(data)
    assert run.files[0].claims == claims


@pytest.mark.parametrize(
    ("data", "judged", "named"),
    [
        (cut_at("CLM*", 8), [], "A-2"),
        (cut_at("SV1*", 12), [], "A-2"),
        (cut_at("SE*"), [], "A-2"),
        (lay(BOTH_SIDES + CLAIM.format(name="Z"))[:-45], ["LAT002"], "Z"),
    ],
)
def test_claim_that_is_cut_is_named_and_not_judged(
    data: bytes, judged: list[str], named: str
) -> None:
    _, found = findings_of(data)

    assert [finding.rule for finding in found[:-1]] == judged
    assert found[-1].rule == "X12005"
    assert found[-1].claim == named


def test_summary_counts_lines_segments_and_severities() -> None:
    run, found = findings_of(TWO)

    assert run.summary.lines == 2
    assert run.summary.segments == TWO.count(b"~")
    assert run.summary.errors == len(found) == 1
    assert (run.summary.warnings, run.summary.infos) == (0, 0)


def test_byte_outside_ascii_is_shown_as_what_it_was_written_as() -> None:
    latin, utf8 = (
        lay(f"CLM*{name}*1800***12:B:1*Y*A*Y*Y~{BOTH_SIDES}") for name in ("M\xe9-1", "M\xc3\xa9-1")
    )

    shown = [findings_of(data)[1][0].claim for data in (latin, utf8)]

    assert shown == ["M\xe9-1", "M\xe9-1"]


def test_upper_case_of_a_byte_need_not_be_one() -> None:
    data = lay("CLM*A*1***12:B:1*Y*A*Y*Y~HI*ABK:M\xb5\xdf\xff~SV1*HC:L\xff960:\xb5*1*un*1***1~")

    run = LintRun()

    assert list(run.read(data))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"HL*2*", b"HL*" + b"2" * 5_000 + b"*"),
        (b"LX*1~", b"LX*" + b"2" * 5_000 + b"~"),
        (b"SE*", b"SE*" + b"2" * 5_000),
        (b"GE*1", b"GE*" + b"2" * 5_000),
        (b"*900*UN", b"*" + b"9" * 5_000 + b"*UN"),
        (b"*UN*1*", b"*UN*" + b"9" * 5_000 + b"*"),
        (b"***1~", b"***" + b"9" * 5_000 + b"~"),
    ],
)
def test_number_of_many_digits_is_survived(old: bytes, new: bytes) -> None:
    run = LintRun()

    list(run.read(CLEAN.replace(old, new, 1)))

    assert run.summary.claims == 1


# Order


@pytest.mark.parametrize(
    "data",
    [
        TWO.replace(b"LX*1", b"LX*7"),
        TWO.replace(b"HL*2*1", b"HL*9*8"),
        TWO + b"\njunk\n" + BAD,
        TWO.replace(b"*005010X222A1~", b"*005010X222A2~"),
        BAD.replace(b"SE*26*0001", b"SE*1*0002"),
        pytest.param(
            BAD.replace(b"SE*", b"SX*"),
            marks=pytest.mark.xfail(reason="only the end shows that SE is missing", strict=True),
        ),
        pytest.param(
            BAD.replace(b"IEA*1*000000001~", b"") + CLEAN.replace(b" " * 10, b"  "),
            marks=pytest.mark.xfail(
                reason="only the next ISA shows that IEA is missing", strict=True
            ),
        ),
    ],
)
def test_findings_stand_by_position_then_rule(data: bytes) -> None:
    _, found = findings_of(data)

    places = [(-1 if one.offset is None else one.offset, one.rule) for one in found]
    assert len(places) > 1
    assert places == sorted(places)


def test_segment_like_isa_is_no_second_interchange() -> None:
    data = CLEAN.replace(b"HI*", b"ISA*1~\nHI*")

    assert "X12033" not in codes_of(data)


@pytest.mark.parametrize("rule", ["X12004", "X12005"])
def test_end_of_reading_between_claims_names_its_envelopes(rule: str) -> None:
    end = b"" if rule == "X12005" else b"K3*" + b"x" * 70_000
    data = CLEAN[: CLEAN.index(b"HL*1")] + end

    _, found = findings_of(data)

    assert found[-1].rule == rule
    assert (found[-1].interchange, found[-1].group) == ("000000001", "1")
    assert found[-1].transaction_set == "0001"


# Memory


def endless(head: bytes, filler: bytes, megabytes: int) -> Iterator[bytes]:
    yield head
    for _ in range(megabytes):
        yield filler * (1_000_000 // len(filler))


class Stream:
    """A stream made of pieces as they are asked for, never held whole."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""

    def read(self, size: int) -> bytes:
        while len(self._held) < size and (piece := next(self._pieces, None)) is not None:
            self._held += piece
        block, self._held = self._held[:size], self._held[size:]
        return block


@pytest.mark.parametrize(
    ("head", "filler", "rule"),
    [
        (b"", b"x", "X12002"),
        (CLEAN[:106], b"x", "X12004"),
        (CLEAN[:-20], b"x", "X12004"),
        (CLEAN, b"x", "X12006"),
    ],
    ids=["no ISA", "after ISA", "after a claim", "after IEA"],
)
def test_line_of_50_megabytes_takes_no_memory(head: bytes, filler: bytes, rule: str) -> None:
    list(LintRun().read(CLEAN))  # so that what is loaded once does not count
    run = LintRun()

    tracemalloc.start()
    found = [
        one.finding.rule for one in run.read(cast(BinaryIO, Stream(endless(head, filler, 50))))
    ]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert rule in found
    assert peak < 8_000_000


@pytest.mark.parametrize(
    ("repeated", "before"),
    [
        ("LX*1~SV1*HC:L1960:RT:LT:KX*900*UN*1***1~DTP*472*D8*20260108~REF*6R*1~", "SE*"),
        ("DTP*472*D8*20260108~", "SE*"),
        ("NTE*ADD*1~", "SE*"),
        ("NM1*41*2*X~", "HL*1"),
    ],
)
def test_finding_costs_as_much_among_many_as_among_few(
    repeated: str, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = 0

    class Counted(Segment):
        def __init__(self, *arguments: Any) -> None:
            nonlocal made
            made += 1
            super().__init__(*arguments)

    def segments_walked_for_each(pieces: int) -> float:
        nonlocal made
        made = 0
        data = CLEAN.replace(before.encode(), (repeated * pieces + before).encode(), 1)
        assert list(LintRun().read(data))
        return made / pieces

    monkeypatch.setattr("claimline.claim.loop.Segment", Counted)

    assert segments_walked_for_each(600) < 2 * segments_walked_for_each(100)


# Properties


@given(damaged())
@settings(max_examples=60, deadline=None)
def test_damage_loses_no_claim_and_moves_no_place(data: bytes) -> None:
    run = LintRun()

    found = [located.finding for located in run.read(data)]

    assert run.summary.claims == claims_in(data)
    counted = Counter(finding.severity for finding in found)
    assert counted[Severity.ERROR] == run.summary.errors
    assert counted[Severity.WARNING] == run.summary.warnings
    assert counted[Severity.INFO] == run.summary.infos
    for finding in found:
        assert_true_place(data, finding)


def assert_true_place(data: bytes, finding: Finding) -> None:
    if finding.offset is None:
        assert (finding.line, finding.column) == (None, None)
        return
    assert (finding.line, finding.column) == places_of(data, finding.offset)
    if finding.value not in (None, "***"):
        assert any(data.startswith(value, finding.offset) for value in encodings_of(finding.value))


@given(damaged())
@settings(max_examples=30, deadline=None)
def test_size_of_the_blocks_changes_no_finding(data: bytes) -> None:
    whole = list_of(data)
    with patch.object(reader, "BLOCK", 61):
        in_blocks = list_of(data)

    assert in_blocks == whole


def list_of(data: bytes) -> list[Finding]:
    return [located.finding for located in LintRun().read(data)]


def test_error_of_reading_knows_its_place() -> None:
    error = X12Error("X12005", "the file ends before IEA", 7, 1, 8)

    assert (str(error), error.offset, error.line, error.column) == (error.message, 7, 1, 8)


def test_segments_are_freed_without_waiting_for_the_collector() -> None:
    stream = BytesIO()
    write_batch(stream, claims=1500)
    run = LintRun()

    gc.collect()
    before = _chunks()
    gc.disable()
    try:
        found = list(run.read(stream.getvalue()))
        left = _chunks() - before
    finally:
        gc.enable()

    assert found == []
    assert run.summary.segments > 30_000
    # Those of the envelopes and levels that were open last.
    assert left <= 4


def _chunks() -> int:
    return sum(isinstance(one, Chunk) for one in gc.get_objects())

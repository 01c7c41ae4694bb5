"""The JSON reports: the documented keys in their order, and nothing a terminal could obey."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from claimline.lint.locate import Located
from claimline.lint.run import LintRun
from claimline.report.json import json_report, jsonl_report
from claimline.rules.example import lay

BOTH_SIDES = "SV1*HC:L1960:RT:LT:KX*1800*UN*2***1~"
# Design, section 5: the keys of a finding in their order.
KEYS = (
    *("rule", "name", "severity", "message", "help", "sources", "file", "offset", "line", "column"),
    *("interchange", "group", "transaction_set", "segment_position", "loop", "segment"),
    *(
        "designator",
        "claim",
        "service_line",
        "value",
        "profile",
        "acknowledgment",
        "related",
        "fix",
    ),
)


def report_of(*files: bytes) -> str:
    run = LintRun(select=["X12", "LAT002"])
    found = (located for data in files for located in run.read(data))
    return "".join(json_report(found, run))


def objects(text: str) -> Any:
    """The JSON with each object as a list of pairs, so that order and repeats count."""
    return json.loads(text, object_pairs_hook=list)


def test_report_is_one_object_with_its_keys_in_order() -> None:
    report = objects(report_of(lay(BOTH_SIDES)))

    assert [key for key, _ in report] == ["version", "findings", "files", "summary"]
    assert dict(report)["version"] == 1


@pytest.mark.parametrize(
    "data", [lay(BOTH_SIDES), b"no X12", lay("SE*9*1~")], ids=["line", "reading", "envelope"]
)
def test_every_key_of_a_finding_is_there_in_order(data: bytes) -> None:
    findings = dict(objects(report_of(data)))["findings"]

    assert findings
    for finding in findings:
        assert [key for key, _ in finding] == list(KEYS)


def test_parts_of_a_finding_have_their_keys_in_order() -> None:
    (finding,) = dict(objects(report_of(lay(BOTH_SIDES))))["findings"]

    for source in dict(finding)["sources"]:
        assert [key for key, _ in source] == ["title", "url"]


def test_finding_is_written_as_it_is() -> None:
    data = lay(BOTH_SIDES)

    (finding,) = json.loads(report_of(data))["findings"]

    at = data.index(b"LT:KX")
    assert finding["rule"] == "LAT002"
    assert finding["name"] == "both-sides-on-one-line"
    assert finding["severity"] == "error"
    assert (finding["file"], finding["offset"]) == ("<bytes>", at)
    assert (finding["claim"], finding["service_line"]) == ("TEST-1", "1")
    assert (finding["loop"], finding["segment"], finding["designator"]) == (
        "2400",
        "SV1",
        "SV101-4",
    )
    assert (finding["value"], finding["profile"]) == ("LT", "medicare-dme")
    assert (finding["acknowledgment"], finding["related"]) == (None, [])


def test_files_and_summary_follow_the_findings() -> None:
    report = dict(objects(report_of(lay(BOTH_SIDES), b"no X12")))

    assert report["files"] == [
        [("file", "<bytes>"), ("status", "read"), ("claims", 1)],
        [("file", "<bytes>"), ("status", "unreadable"), ("claims", 0)],
    ]
    assert report["summary"] == [
        *(("claims", 1), ("lines", 1), ("segments", lay(BOTH_SIDES).count(b"~"))),
        *(("errors", 2), ("warnings", 0), ("infos", 0)),
    ]


def test_nothing_found_is_an_empty_list() -> None:
    assert json.loads(report_of(lay("")))["findings"] == []


def test_findings_are_written_as_they_come() -> None:
    run = LintRun(select=["LAT002"])
    taken = 0

    def counted() -> Iterator[Located]:
        nonlocal taken
        for located in run.read(lay(BOTH_SIDES * 5)):
            taken += 1
            yield located

    pieces = json_report(counted(), run)
    list(zip(range(3), pieces, strict=False))

    assert taken <= 3


def test_jsonl_is_one_finding_a_line() -> None:
    run = LintRun(select=["LAT002"])

    text = "".join(jsonl_report(run.read(lay(BOTH_SIDES * 3)), run))

    lines = text.splitlines()
    assert len(lines) == 3
    assert text.endswith("\n")
    assert [json.loads(line)["service_line"] for line in lines] == ["1", "2", "3"]
    assert [key for key, _ in objects(lines[0])] == list(KEYS)


@pytest.mark.parametrize(
    "identifier",
    [
        *("\x1b[31mRED", "\x9b2J", "A\x07\x08\x7f", "\x85NEXT", "A\rB", "\u2028", "\u202eRTL"),
        *("</script>", '"quoted\\', "\x00"),
    ],
)
def test_nothing_of_a_file_reaches_a_terminal_raw(identifier: str) -> None:
    written = identifier.encode("utf-8").decode("latin-1")
    data = lay(f"CLM*{written}*1800***12:B:1*Y*A*Y*Y~{BOTH_SIDES}")

    text = report_of(data)

    assert all(character.isprintable() or character == "\n" for character in text)
    assert json.loads(text)["findings"][0]["claim"] == identifier


def test_letters_are_written_as_letters() -> None:
    data = lay(f"CLM*M\xdc\xe9*1800***12:B:1*Y*A*Y*Y~{BOTH_SIDES}")

    assert '"claim": "M\xdc\xe9"' in report_of(data)


def test_file_name_that_is_no_text_is_written() -> None:
    run = LintRun()

    text = "".join(jsonl_report(run.read(lay("SE*9*0001~"), "a\udce9b.837"), run))

    assert json.loads(text)["file"] == "a\udce9b.837"
    text.encode("utf-8")

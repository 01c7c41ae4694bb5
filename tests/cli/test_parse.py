"""`claimline parse`: claims as data."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from claimline.claim.models.claim import Claim
from tests.cli.conftest import Run

FIXTURES = Path(__file__).parents[2] / "fixtures" / "claims"
KAFO = FIXTURES / "kafo_bilateral.837"
DATES = FIXTURES / "defects_dte.837"
NAMES = ("FICTIONAL", "9AA9AA9AA", "MADE UP LANE", "XMPL00000206")


def test_json_is_one_object_of_claims(run: Run) -> None:
    result = run("parse", KAFO)

    assert (result.code, result.err) == (0, "")
    answer = json.loads(result.out)
    assert list(answer) == ["version", "claims"]
    (record,) = answer["claims"]
    assert list(record) == [
        *("file", "interchange", "group", "transaction_set", "identifier"),
        *("claim", "problems", "segments"),
    ]
    assert (record["file"], record["transaction_set"]) == (str(KAFO), "0001")
    assert [line["code"] for line in record["claim"]["lines"]] == [
        *("L2036", "L2036", "L2387", "L2387")
    ]


def test_jsonl_is_one_claim_a_line_and_makes_models_again(run: Run) -> None:
    result = run("parse", KAFO, FIXTURES / "secondary_2430.837", "--format", "jsonl", "--show-phi")

    records = [json.loads(line) for line in result.out.splitlines()]
    assert [record["identifier"] for record in records] == ["KAFO-1", "SECOND-1"]
    for record in records:
        made = Claim.model_validate(record["claim"])
        path = Path(record["file"]).read_text("ascii").replace("\n", "")
        assert made.to_x12() in path


def test_claims_that_are_printed_can_be_generated(run: Run, tmp_path: Path) -> None:
    printed = json.loads(run("parse", KAFO, "--show-phi").out)
    spec = tmp_path / "spec.json"
    contact = {"name": "EDI", "numbers": [{"qualifier": "TE", "number": "5555550100"}]}
    submitter = {"name": "EXAMPLE", "identifier": "EXAMPLESUB", "contacts": [contact]}
    claims = [record["claim"] for record in printed["claims"]]
    spec.write_text(json.dumps({"submitter": submitter, "claims": claims}), "utf-8")

    result = run("generate", spec, "--as-of", "2026-01-15", "--no-config")

    assert (result.code, result.err) == (0, "")
    assert result.out.count("CLM*KAFO-1*") == 1


def test_claim_that_does_not_type_is_a_record_with_problems_and_segments(run: Run) -> None:
    result = run("parse", DATES, "--format", "jsonl")

    assert result.code == 1
    record = json.loads(result.out.splitlines()[0])
    assert record["claim"] is None
    assert record["problems"] == [
        {
            "loop": "2400",
            "designator": "DTP[472]",
            "service_line": "1",
            "reason": "DTP[472] is missing, loop 2400 needs it",
        }
    ]
    assert record["segments"][0].startswith("CLM*DTE001-1*")


def test_fault_above_the_claim_is_shown_with_its_segments(run: Run) -> None:
    data = KAFO.read_bytes().replace(b"DMG*D8*19500101*F", b"DMG*D8*19501301*F")
    assert data != KAFO.read_bytes()

    masked = run("parse", "-", "--format", "jsonl", stdin=data).out
    shown = run("parse", "-", "--format", "jsonl", "--show-phi", stdin=data).out

    segments = json.loads(shown)["segments"]
    assert segments[0].startswith("HL*2*1*22*")
    assert "DMG*D8*19501301*F" in segments
    assert any(segment.startswith("CLM*KAFO-1*") for segment in segments)
    assert not any(segment.startswith("NM1*85") for segment in segments)
    assert "DMG*D8*****F" in masked
    assert not any(name in masked for name in NAMES)


@pytest.mark.parametrize("shape", ["json", "jsonl", "csv"])
def test_phi_is_masked_unless_asked_for(run: Run, shape: str) -> None:
    paths = sorted(FIXTURES.glob("*.837"))

    masked = run("parse", *paths, "--format", shape).out
    shown = run("parse", *paths, "--format", shape, "--show-phi").out

    assert not any(name in masked for name in NAMES)
    assert "FICTIONAL" in shown


def test_csv_is_one_line_a_row(run: Run) -> None:
    result = run("parse", KAFO, DATES, "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert [row["code"] for row in rows[:4]] == ["L2036", "L2036", "L2387", "L2387"]
    assert (rows[0]["modifiers"], rows[0]["member_identifier"]) == ("RT KX", "***")
    untyped = next(row for row in rows if row["claim"] == "DTE001-1")
    assert untyped["problems"] == "line 1, loop 2400: DTP[472] is missing, loop 2400 needs it"


def test_csv_holds_no_formula(run: Run) -> None:
    data = KAFO.read_bytes().replace(b"KAFO-1*", b"=1+2*", 1).replace(b"KAFO-1-01", b"@SUM(A1)")

    rows = list(csv.DictReader(io.StringIO(run("parse", "-", "--format", "csv", stdin=data).out)))

    assert (rows[0]["claim"], rows[0]["control_number"]) == ("'=1+2", "'@SUM(A1)")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no X12", "this is no X12 interchange"),
        (b"", "claimline: <stdin>: "),
        (KAFO.read_bytes()[:-30], "the file ends before IEA"),
    ],
)
def test_unreadable_input_gets_a_message(run: Run, data: bytes, message: str) -> None:
    result = run("parse", "-", "--format", "jsonl", stdin=data)

    assert result.code == 2
    assert result.err.startswith("claimline: <stdin>: ")
    assert message in result.err
    assert "Traceback" not in result.err


def test_claim_that_breaks_off_is_named(run: Run) -> None:
    data = (FIXTURES / "night_batch.837").read_bytes()
    cut = data[: data.index(b"SV1", data.index(b"CLM*NIGHT-02*"))]

    result = run("parse", "-", "--format", "jsonl", stdin=cut)

    assert result.code == 2
    assert [json.loads(line)["identifier"] for line in result.out.splitlines()] == ["NIGHT-01"]
    assert result.err == (
        "claimline: <stdin>: the file ends before IEA; claim NIGHT-02 breaks off there and is left "
        "out\n"
    )


def test_other_files_are_read_all_the_same(run: Run, tmp_path: Path) -> None:
    result = run("parse", tmp_path / "none.837", KAFO, "--format", "jsonl")

    assert result.code == 2
    assert len(result.out.splitlines()) == 1


def test_file_without_837p_is_told(run: Run) -> None:
    data = KAFO.read_bytes().replace(b"*005010X222A1", b"*005010X223A2")

    result = run("parse", "-", "--format", "jsonl", stdin=data)

    assert (result.code, result.out) == (2, "")
    assert result.err == "claimline: <stdin>: holds no 837P transaction set\n"

"""Records as JSON, JSON lines, CSV and as a table for a terminal."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from claimline.report.records import csv_records, json_records, jsonl_records, safe_cell
from claimline.report.records_text import text_records
from claimline.responses.record import Code, Record, codes_as_text, money
from claimline.responses.run import RejectsRun
from claimline.rules.example import lay
from tests.responses.wire import claim_status, remittance

KEYS = (
    *("response_file", "kind", "level", "outcome", "claim", "service_line"),
    *("line_item_control_number", "sent_file", "offset", "join", "codes", "message", "action"),
    *("candidates", "values", "rules", "charge", "paid", "adjusted"),
)
SENT = lay(
    "CLM*A1*900***12:B:1*Y*A*Y*Y~SV1*HC:L3999:RT*900*UN*1***1~REF*6R*L-1~"
    "CLM*=2+3*50***12:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:KX*50*UN*1***1~"
)
STATUS = claim_status(
    "TRN*2*A1~STC*A3:247*20260116*U*900~SVC*HC:L3999:RT*900~STC*A8:306**U~REF*FJ*L-1~",
    "TRN*2*=2+3~STC*A7:999*20260116*U*50********CALL \x1b[2J NOW~",
    "TRN*2*NOBODY~STC*A2:20*20260116*WQ*5~",
)
PAID = remittance(
    "CLP*A1*1*900*700*200~SVC*HC:L3999:RT*900*700~CAS*PR*2*200~REF*6R*L-1~",
    provider="PLB*1999999000*20261231*WO:X*20~",
    payment="680",
)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[RejectsRun]:
    path = tmp_path / "sent.837"
    path.write_bytes(SENT)
    with RejectsRun([path]) as found:
        yield found


def records(run: RejectsRun) -> Iterator[Record]:
    yield from run.read(STATUS, "status.277")
    yield from run.read(PAID, "paid.835")


def text(run: RejectsRun, *, everything: bool = False) -> str:
    pieces = text_records(records(run), run, lambda text, _: text, everything=everything)
    return "".join(pieces)


def test_json_has_the_documented_keys_in_order(run: RejectsRun) -> None:
    report = json.loads("".join(json_records(records(run), run)))

    assert list(report) == ["version", "records", "files", "summary"]
    assert report["version"] == 1
    assert {tuple(record) for record in report["records"]} == {KEYS}
    assert report["files"] == [
        {"file": "status.277", "status": "read", "claims": 3},
        {"file": "paid.835", "status": "read", "claims": 1},
    ]
    assert list(report["summary"]) == ["records", "outcomes", "at_stake"]
    assert report["summary"]["records"] == len(report["records"])
    assert sum(report["summary"]["outcomes"].values()) == len(report["records"])
    assert report["summary"]["at_stake"] == "50.00"


def test_json_of_a_line_says_everything(run: RejectsRun) -> None:
    found = json.loads("".join(json_records(records(run), run)))["records"]

    line = next(one for one in found if one["level"] == "line")
    assert line["claim"] == "A1"
    assert (line["service_line"], line["line_item_control_number"]) == ("1", "L-1")
    assert line["sent_file"].endswith("sent.837")
    assert SENT[line["offset"] :].startswith(b"LX*1")
    assert line["codes"] == [{"list": "CSCC", "code": "A8"}, {"list": "CSC", "code": "306"}]
    assert (line["outcome"], line["action"]) == ("rejected", "correct-and-resend")
    assert dict(zip(line["candidates"], line["values"], strict=True)) == {
        "SV101-7": None,
        "NTE[ADD]02": None,
    }
    assert {"rule": "NOC001", "fires": True} in line["rules"]
    assert (line["charge"], line["paid"], line["adjusted"]) == ("900.00", None, None)


def test_jsonl_is_one_record_a_line(run: RejectsRun) -> None:
    lines = "".join(jsonl_records(records(run))).splitlines()

    assert [list(json.loads(line)) for line in lines] == [list(KEYS)] * len(lines)


def test_csv_is_a_table_that_no_spreadsheet_runs(run: RejectsRun) -> None:
    rows = list(csv.DictReader(StringIO("".join(csv_records(records(run))), newline="")))

    assert tuple(rows[0]) == KEYS
    assert {row["claim"] for row in rows} >= {"A1", "'=2+3", "NOBODY"}
    line = next(row for row in rows if row["level"] == "line")
    assert line["codes"] == "A8:306"
    assert line["candidates"] == "SV101-7\nNTE[ADD]02"
    assert line["rules"].splitlines()[0] == "NOC001 fires"
    assert not any("\x1b" in cell for row in rows for cell in row.values())


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@A1", " =1", "|calc", "%0A"])
def test_formula_is_disarmed(cell: str) -> None:
    assert safe_cell(cell).startswith("'")


@pytest.mark.parametrize("cell", ["-12.50", "0", "A1", "L-1", "", "2026-01-08"])
def test_what_is_no_formula_stays(cell: str) -> None:
    assert safe_cell(cell) == cell


def test_table_lists_what_somebody_must_see(run: RejectsRun) -> None:
    shown = text(run)

    assert "rejected   A1                        A3:247               900.00" in shown
    assert "look at 2400 SV101-7 (description) is absent" in shown
    assert "lint finds it too: NOC001" in shown
    assert "A7:999 is not in our tables" in shown
    assert "CALL \\x1b[2J NOW" in shown
    assert "\x1b" not in shown
    assert "accepted   NOBODY" in shown
    assert "not found in what was sent" in shown
    assert "adjusted   (provider)" in shown
    assert "left out: " in shown
    assert "50.00 at stake" in shown


def test_table_says_line_and_column_of_what_was_sent(run: RejectsRun, tmp_path: Path) -> None:
    wanted = SENT[: SENT.index(b"LX*1")].count(b"\n") + 1

    assert f"sent in {tmp_path}/sent.837:{wanted}:1\n" in text(run)


def test_table_says_the_byte_where_the_file_is_gone(run: RejectsRun, tmp_path: Path) -> None:
    found = list(records(run))
    (tmp_path / "sent.837").unlink()

    shown = "".join(text_records(found, run, lambda text, _: text, everything=False))

    assert f"sent in {tmp_path}/sent.837, byte {SENT.index(b'CLM*A1')}\n" in shown


def test_table_of_everything_leaves_nothing_out(run: RejectsRun) -> None:
    shown = text(run, everything=True)

    assert "paid" in shown
    assert "left out" not in shown


def test_table_says_that_nothing_was_given_to_join() -> None:
    with RejectsRun() as run:
        shown = "".join(
            text_records(run.read(STATUS, "a"), run, lambda text, _: text, everything=False)
        )

    assert "not found in what was sent" not in shown
    assert "say with --sent what was sent" in shown


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ((("CSCC", "A7"), ("CSC", "562"), ("EIC", "85")), ["A7:562:85"]),
        ((("CSCC", "A3"), ("CSC", "247"), ("CSCC", "A7")), ["A3:247", "A7"]),
        (
            (("GROUP", "CO"), ("CARC", "16"), ("GROUP", "PR"), ("CARC", "2"), ("RARC", "M51")),
            ["CO-16", "PR-2", "M51"],
        ),
        ((("IK304", "8"), ("IK403", "7")), ["IK304:8", "IK403:7"]),
    ],
)
def test_codes_read_as_people_write_them(
    codes: tuple[tuple[str, str], ...], text: list[str]
) -> None:
    assert list(codes_as_text(tuple(Code(*code) for code in codes))) == text


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "0.00"), (5, "0.05"), (-150, "-1.50"), (123450, "1234.50")]
)
def test_money_has_two_decimals(cents: int, text: str) -> None:
    assert money(cents) == text


def test_segment_is_left_out_where_its_elements_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "sent.837"
    path.write_bytes(lay(""))
    answer = claim_status("TRN*2*TEST-1~STC*A7:562:DK*20260116*U*900~")
    with RejectsRun([path]) as run:
        found = run.read(answer, "status.277")

        shown = "".join(text_records(found, run, lambda text, _: text, everything=False))

    assert "look at 2420E NM109 (NPI of the ordering provider) = " in shown
    assert "NM1[DK]" not in shown


def test_how_to_do_it_is_said_once(run: RejectsRun) -> None:
    shown = text(run)

    assert shown.count("correct and resend: what a TA1, 999 or 277CA refuses") == 1
    assert "replacement" not in shown

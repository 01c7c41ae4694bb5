"""`claimline rejects` and `claimline ack` as commands: arguments, exit codes, messages."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest

from claimline.rules.example import lay
from tests.cli.conftest import Run
from tests.responses.wire import claim_status, remittance

CLEAN = lay("")
BROKEN = lay("SV1*HC:L1960:RT:KX*900*EA*1***1~")
REJECTED = claim_status("TRN*2*TEST-1~STC*A7:507*20260116*U*900~")
ACCEPTED = claim_status("TRN*2*TEST-1~STC*A2:20*20260116*WQ*900~")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "clean.837").write_bytes(CLEAN)
    (tmp_path / "acks").mkdir()
    (tmp_path / "acks" / "a.277").write_bytes(ACCEPTED)
    (tmp_path / "acks" / "b.277").write_bytes(REJECTED)
    (tmp_path / "broken.837").write_bytes(BROKEN)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["acks/a.277", "--sent", "out"], 0),
        (["acks/b.277", "--sent", "out"], 1),
        (["acks/*.277", "--sent", "out/*"], 1),
        (["acks", "--sent", "out", "--sent", "broken.837"], 1),
        (["acks/a.277", "--sent", "missing.837"], 2),
        (["missing.277", "--sent", "out"], 2),
        (["out/clean.837", "--sent", "out"], 2),
        (["acks/a.277", "--only", "nonsense"], 2),
        ([], 2),
    ],
)
def test_exit_codes(run: Run, folder: Path, arguments: list[str], code: int) -> None:
    result = run("rejects", *arguments)

    assert result.code == code
    assert bool(result.err) is (code == 2)


@pytest.mark.parametrize("shape", ["text", "json", "jsonl", "csv"])
def test_every_format_is_repeatable(run: Run, folder: Path, shape: str) -> None:
    arguments = ("rejects", "acks", "--sent", "out", "--format", shape)

    assert run(*arguments).out == run(*arguments).out != ""


def test_folder_and_standard_input_read_alike(run: Run, folder: Path) -> None:
    from_file = run("rejects", "acks/b.277", "--sent", "out", "--format", "jsonl")
    from_input = run("rejects", "-", "--sent", "out", "--format", "jsonl", stdin=REJECTED)

    assert from_input.out == from_file.out.replace("acks/b.277", "<stdin>")


def test_broken_file_is_named_and_the_rest_is_shown(run: Run, folder: Path) -> None:
    (folder / "acks" / "c.835").write_bytes(remittance("CLP*TEST-1*1*900*900~")[:-30])

    result = run("rejects", "acks", "--sent", "out", "--format", "json")

    report = json.loads(result.out)
    assert result.code == 2
    assert "acks/c.835: the file ends before IEA" in result.err
    assert [one["status"] for one in report["files"]] == ["read", "read", "partly read"]
    assert report["summary"]["outcomes"]["rejected"] == 1


def test_text_that_is_no_x12_beside_what_was_sent_is_only_said(run: Run, folder: Path) -> None:
    (folder / "out" / "README").write_text("what was sent")

    result = run("rejects", "acks/a.277", "--sent", "out")

    assert result.code == 0
    assert "out/README: this is no X12 interchange" in result.err


def test_folder_with_nothing_that_was_sent_matches_nothing(run: Run, folder: Path) -> None:
    (folder / "empty").mkdir()

    result = run("rejects", "acks/a.277", "--sent", "empty")

    assert result.code == 1
    assert "not found in what was sent" in result.out


def test_claims_are_judged_as_lint_would(run: Run, folder: Path) -> None:
    """A rule that the configuration ignores does not fire, nor is it said to be silent."""
    answer = claim_status("TRN*2*TEST-1~STC*A7:659*20260116*U*900~")
    (folder / "answer.277").write_bytes(answer)
    (folder / "claimline.toml").write_text('ignore = ["UNT001"]')
    arguments = "rejects", "answer.277", "--sent", "broken.837", "--format", "jsonl"

    ignored, asked = run(*arguments), run(*arguments, "--no-config")

    assert '"rule": "UNT001"' not in ignored.out
    assert '{"rule": "UNT001", "fires": true}' in asked.out


def test_day_of_lint_can_be_given(run: Run, folder: Path) -> None:
    arguments = "rejects", "acks/b.277", "--sent", "out", "--format", "jsonl"

    later = run(*arguments, "--as-of", "2028-06-01").out

    assert '{"rule": "DTE005", "fires": true}' not in run(*arguments).out
    assert '{"rule": "DTE005", "fires": true}' in later


def test_report_goes_to_a_file(run: Run, folder: Path) -> None:
    result = run("rejects", "acks", "--sent", "out", "-o", "report.txt")

    assert (result.code, result.out) == (1, "")
    assert "A7:507" in (folder / "report.txt").read_text()


def test_colour_is_for_those_who_want_it(run: Run, folder: Path) -> None:
    assert "\x1b[31m" in run("rejects", "acks", "--color").out
    assert "\x1b" not in run("rejects", "acks").out


def test_explain_reads_the_table_that_rejects_reads(run: Run, folder: Path) -> None:
    page = run("explain", "A7:507")
    record = run("rejects", "acks/b.277", "--format", "jsonl", "--only", "rejected")

    assert json.loads(record.out)["message"] in page.out
    assert run("explain", "CO-16", "N350").code == 0


# ack


@pytest.mark.parametrize(("name", "code"), [("out/clean.837", 0), ("broken.837", 1), ("no", 2)])
def test_ack_exits_by_its_answer(run: Run, folder: Path, name: str, code: int) -> None:
    result = run("ack", name, "-o", "answer.999")

    assert result.code == code
    assert (folder / "answer.999").exists() is (code != 2)


def test_ack_is_repeatable_and_says_its_numbers(run: Run, folder: Path) -> None:
    arguments = ("ack", "broken.837", "--control-number", "77", "--as-of", "2026-03-01")
    answer = run(*arguments)

    assert answer.out == run(*arguments).out
    assert "*260301*0930*^*00501*000000077*0*T*:~" in answer.out
    assert "GS*FA*TESTRCV01*TESTSUB01*20260301*0930*77*X*005010X231A1~" in answer.out
    assert answer.out == run(*("ack", "-", *arguments[2:]), stdin=BROKEN).out


def test_ack_says_the_segment_the_claim_and_the_element(run: Run, folder: Path) -> None:
    answer = run("ack", "broken.837").out.split("~\n")

    assert answer[3:11] == [
        "AK1*HC*1*005010X222A1",
        "AK2*837*0001*005010X222A1",
        "IK3*SV1*22*2400*8",
        "CTX*CLM01:TEST-1",
        "IK4*3*355*7*EA",
        "IK5*R*5",
        "AK9*R*1*1*0",
        "SE*9*0001",
    ]


def test_ack_answers_an_interchange_in_error_with_a_ta1(run: Run, folder: Path) -> None:
    (folder / "cut.837").write_bytes(CLEAN[:-25])

    result = run("ack", "cut.837")

    assert result.code == 2
    assert "cut.837: the file ends before IEA" in result.err
    assert result.out.split("~\n")[1:] == [
        "TA1*000000001*260115*0930*R*023",
        "IEA*0*000000001",
        "",
    ]


def test_ack_of_accepted_sets_answers_each(run: Run, folder: Path) -> None:
    text = CLEAN.decode()
    one = text[text.index("ST*") : text.index("GE*")]
    two = one.replace("*0001", "*0002").replace("CLM*TEST-1*", "CLM*TEST-2*")
    broken = two.replace("*UN*", "*EA*").replace("*0002", "*0003")
    (folder / "three.837").write_text(
        text.replace(one, one + two + broken).replace("GE*1*", "GE*3*")
    )

    result = run("ack", "three.837")

    assert result.code == 1
    assert [text for text in result.out.split("~\n") if text[:3] in ("IK5", "AK9")] == [
        *("IK5*A", "IK5*A", "IK5*R*5", "AK9*P*3*3*2"),
    ]


def test_ack_copies_no_phi(run: Run, folder: Path) -> None:
    (folder / "phi.837").write_bytes(lay("DMG*D8*19509912*F~"))

    answer = run("ack", "phi.837").out

    assert "IK4*2*1251*8~" in answer
    assert "19509912" not in answer


@pytest.mark.parametrize(
    "sent",
    [CLEAN, BROKEN, lay("-HI~"), lay("DMG*D8*19509912*F~"), lay("SE*99*0001~")],
    ids=["clean", "code", "segment", "date", "count"],
)
def test_ack_is_found_valid_by_pyx12(run: Run, folder: Path, sent: bytes) -> None:
    from pyx12.params import params
    from pyx12.x12n_document import x12n_document

    (folder / "sent.837").write_bytes(sent)
    run("ack", "sent.837", "-o", "answer.999")
    parameters = params()
    parameters.set("charset", "E")
    found = StringIO()

    valid = x12n_document(parameters, StringIO((folder / "answer.999").read_text()), found, None)

    assert valid
    assert "IK3" not in found.getvalue()


def test_ack_refuses_what_it_cannot_answer(run: Run, folder: Path) -> None:
    (folder / "junk").write_text("hello")

    result = run("ack", "junk", "-o", "answer.999")

    assert result.code == 2
    assert "junk: this is no X12 interchange" in result.err
    assert not (folder / "answer.999").exists()

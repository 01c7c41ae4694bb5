"""`claimline generate`: what it writes, what it refuses, and in which words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

import claimline
from tests.cli.conftest import Run

SPEC = Path(__file__).parents[2] / "fixtures" / "specs" / "afo.yaml"
TEXT = SPEC.read_text("utf-8")
ALWAYS = ("--as-of", "2026-01-15", "--control-number", "5", "--no-config")


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    return tmp_path / "spec.yaml"


def test_spec_becomes_an_interchange(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.837"

    result = run("generate", SPEC, "-o", target, *ALWAYS)

    assert (result.code, result.out, result.err) == (0, "", "")
    (claim,) = claimline.read(target).claims()
    assert [line.code for line in claim.lines] == ["L1970"]
    assert list(claimline.lint(target)) == []


def test_warnings_are_counted(run: Run, spec: Path) -> None:
    line = TEXT[TEXT.index("      - code: L1970") :]
    spec.write_text(TEXT + line.replace("[RT, KX]", "[LT, KX]"), "utf-8")

    result = run("generate", spec, *ALWAYS)

    assert (result.code, result.out.count("SV1*")) == (0, 2)
    assert result.err == f"claimline: {spec}: 2 warnings, shown by claimline lint\n"


def test_same_spec_day_and_number_give_the_same_bytes(run: Run) -> None:
    once = run("generate", SPEC, *ALWAYS)

    assert once.out.startswith("ISA*00*")
    assert "*260115*0000*^*00501*000000005*0*T*:~GS*HC*" in once.out
    assert run("generate", SPEC, *ALWAYS).out == once.out


def test_json_and_standard_input_say_the_same(run: Run, tmp_path: Path) -> None:
    values = yaml.load(TEXT, yaml.BaseLoader)
    path = tmp_path / "spec.json"
    path.write_text(json.dumps(values), "utf-8")

    once = run("generate", SPEC, *ALWAYS)

    assert run("generate", path, *ALWAYS).out == once.out
    assert run("generate", "-", *ALWAYS, stdin=TEXT.encode()).out == once.out


def test_day_is_today_where_nothing_says(run: Run) -> None:
    result = run("generate", SPEC, "--no-config")

    assert result.code == 0
    assert "BHT*0019*00*1*20" in result.out


def test_defaults_come_from_the_configuration(run: Run, spec: Path) -> None:
    spec.write_text(TEXT[TEXT.index("claim:") :], "utf-8")
    config = spec.with_name("claimline.toml")
    config.write_text(
        'generate.usage = "T"\n'
        'generate.receiver = { name = "EXAMPLE DME MAC B", identifier = "17013" }\n'
        "[generate.submitter]\n"
        'name = "EXAMPLE ORTHOTICS"\nidentifier = "EXAMPLESUB"\n'
        'contacts = [{name = "EDI DESK", numbers = [{qualifier = "TE", number = "5555550100"}]}]\n',
        "utf-8",
    )

    result = run("generate", spec, *ALWAYS[:-1], "--config", config)

    assert result.err == ""
    assert result.out == run("generate", SPEC, *ALWAYS).out


def test_claim_says_otherwise_in_part(run: Run, spec: Path) -> None:
    own = "claims:\n  - billing_provider: {npi: 1999999000, suffix: }\n    identifier: AFO-1"
    spec.write_text(TEXT.replace("claims:\n  - identifier: AFO-1", own), "utf-8")

    result = run("generate", spec, *ALWAYS)

    assert "NM1*85*2*EXAMPLE ORTHOTICS*****XX*1999999000~N3*1 EXAMPLE WAY~" in result.out


def test_lint_errors_write_nothing(run: Run, spec: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.837"
    target.write_bytes(b"as it was")
    spec.write_text(TEXT.replace("diagnosis_pointers: [1]", "diagnosis_pointers: [2]"), "utf-8")

    result = run("generate", spec, "-o", target, *ALWAYS)

    assert result.code == 1
    assert "error[DXP002]: pointer 2 names no diagnosis" in result.err
    assert result.err.endswith("claimline: nothing is written\n")
    assert target.read_bytes() == b"as it was"


def test_accents_are_said(run: Run, spec: Path) -> None:
    spec.write_text(TEXT.replace("FICTIONAL", "FICTIÓNAL"), "utf-8")

    result = run("generate", spec, *ALWAYS)

    assert "NM1*IL*1*FICTIONAL*JUNE" in result.out
    assert result.err == f"claimline: {spec}: 2010BA NM103 is written with Ó as O\n"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("code: L1970", f"code: {'L' * 49}", "SV101-2 has 49 characters, at most 48 fit"),
        ("code: L1970", "kode: L1970", "kode: is not known, did you mean code?"),
        ("[RT, KX]", "[RT, KXX]", "modifiers: SV101-4 has 3 characters, at most 2 fit"),
        ("charge: 820.50", "charge: 820,50", "charge: SV102 is no decimal number"),
        ("units: 1", "units: one", "units: SV104 is no decimal number"),
        ("units: 1\n", "\n", "lines[0].units: SV104 is missing"),
        ("2026-01-08", "2026-02-30", "service_dates[0]: DTP[472]03 is no date like"),
        ("sex: F", "sex: X", "claims[0].subscriber.sex: DMG03 is X, one of F, M, U is expected"),
        ("state: OH\n      postal", "state: XX\n      postal", 'subscriber.state: N402 is "XX"'),
        ("diagnoses: [M21371]", "diagnoses: []", "claims[0].diagnoses: has 0 items, at least 1"),
        ("1950-04-12", "12.04.1950", "subscriber.birth_date: DMG02 is no date like"),
        ("qualifier: TE", "qualifier: XX", "submitter: PER03 is XX, one of ED, EM, FX, TE"),
        ("usage: T", "usage: X", "usage: ISA15: string should match pattern"),
        ("usage: T", "usage: T\nusage: P", "line 3: usage is said twice"),
        ("usage: T", "usage: [T", "line"),
        ("assignment: A", "assignment: A\n  colour: red", "claims[0].colour: is not known"),
        (
            "units: 1",
            "units: 1\n        place: 12",
            "lines[0].place: is not known, did you mean place",
        ),
    ],
)
def test_fault_names_path_field_and_reason(
    run: Run, spec: Path, old: str, new: str, fault: str
) -> None:
    assert old in TEXT
    spec.write_text(TEXT.replace(old, new), "utf-8")

    result = run("generate", spec, *ALWAYS)

    assert (result.code, result.out) == (2, "")
    assert all(line.startswith(f"claimline: {spec}: ") for line in result.err.splitlines())
    assert fault in result.err
    assert "Traceback" not in result.err


def test_number_where_json_wants_text_is_told_to_be_quoted(run: Run, tmp_path: Path) -> None:
    values = yaml.load(TEXT, yaml.BaseLoader)
    values["claim"]["billing_provider"]["npi"] = 1111111112
    path = tmp_path / "spec.json"
    path.write_text(json.dumps(values), "utf-8")

    result = run("generate", path, *ALWAYS)

    assert "billing_provider.npi: NM109 is no text; write it in" in result.err


@pytest.mark.parametrize("charge", ["sNaN", "NaN", "Infinity", "lots", None, True, 1e400])
def test_wrong_charge_of_a_line_is_one_fault(run: Run, tmp_path: Path, charge: object) -> None:
    values = yaml.load(TEXT, yaml.BaseLoader)
    values["claims"][0]["lines"][0]["charge"] = charge
    path = tmp_path / "spec.json"
    path.write_text(json.dumps(values), "utf-8")

    result = run("generate", path, *ALWAYS)

    assert result.code == 2
    assert (
        result.err == f"claimline: {path}: claims[0].lines[0].charge: SV102 is no decimal number\n"
    )


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (5, ".lines: is no list"),
        ("L1960", ".lines: is no list"),
        (None, ".lines: is no list"),
        ([], ".lines: has 0 items, at least 1 is needed"),
        (["L1960"], ".lines[0]: is no ServiceLine, and holds no fields of one"),
    ],
)
def test_lines_that_are_none_are_one_fault(
    run: Run, tmp_path: Path, lines: object, fault: str
) -> None:
    values = yaml.load(TEXT, yaml.BaseLoader)
    values["claims"][0]["lines"] = lines
    path = tmp_path / "spec.json"
    path.write_text(json.dumps(values), "utf-8")

    result = run("generate", path, *ALWAYS)

    assert (result.code, result.err) == (2, f"claimline: {path}: claims[0]{fault}\n")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "holds no fields"),
        (b"- 1", "holds no fields"),
        (b"\xff", "byte 0 is no UTF-8"),
        (b"a: !!python/object/apply:os.system [ls]", "is no YAML: could not determine a constr"),
        (b"[" * 10_000, "is nested too deeply"),
        (b"claims: 1", "claims: "),
        (b"claims: [1]\nclaim: 2", "claims[0]: "),
    ],
)
def test_what_is_no_spec_gets_a_message(run: Run, data: bytes, message: str) -> None:
    result = run("generate", "-", "--no-config", stdin=data)

    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert "Traceback" not in result.err


def test_spec_that_is_absent_gets_a_message(run: Run, tmp_path: Path) -> None:
    result = run("generate", tmp_path / "none.yaml", "--no-config")

    assert (result.code, result.err) == (
        2,
        f"claimline: {tmp_path / 'none.yaml'}: no such file or directory\n",
    )

"""`claimline schema`, and the files under schemas/."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

import claimline
from claimline.claim.facts_file import facts_of
from claimline.cli.schema import SCHEMAS
from claimline.report.schemas import schema_names, schema_text
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


def test_command_prints_every_schema(run: Run) -> None:
    assert schema_names() == SCHEMAS
    for name in SCHEMAS:
        assert run("schema", name).out == schema_text(name)


def test_files_are_those_that_the_models_make() -> None:
    held = {path.name: path.read_text("utf-8") for path in (ROOT / "schemas").iterdir()}

    # If this fails: python -m claimline.dev schemas schemas
    assert held == {f"{name}.schema.json": schema_text(name) for name in schema_names()}


def test_unknown_schema_is_refused(run: Run) -> None:
    result = run("schema", "clam")

    assert result.code == 2
    assert (
        "'clam' is not one of 'claim', 'batch', 'finding', 'record', 'config', 'facts'"
        in result.err
    )


def test_fields_say_designator_lengths_and_codes() -> None:
    line = json.loads(schema_text("claim"))["$defs"]["ServiceLine"]["properties"]

    assert line["code"]["description"].startswith("SV101-2: ")
    assert line["code"]["maxLength"] == 48
    assert line["basis"]["enum"] == ["MJ", "UN"]


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def errors(name: str, value: object) -> list[str]:
    return [error.message for error in validator(name).iter_errors(value)]


@pytest.mark.parametrize("name", ["kafo_bilateral", "dependent", "secondary_2430"])
def test_claims_that_parse_prints_are_of_the_schema(run: Run, name: str) -> None:
    path = ROOT / "fixtures" / "claims" / f"{name}.837"
    for line in run("parse", path, "--format", "jsonl", "--show-phi").out.splitlines():
        claim = json.loads(line)["claim"]
        if claim:
            assert errors("claim", claim) == []


def test_findings_are_of_the_schema() -> None:
    for finding in claimline.lint(ROOT / "fixtures" / "claims" / "night_batch.837"):
        assert errors("finding", finding.as_json()) == []


def test_records_are_of_the_schema(run: Run) -> None:
    sent = ROOT / "fixtures" / "claims" / "night_batch.837"
    result = run("rejects", ROOT / "fixtures" / "responses", "--sent", sent, "--format", "jsonl")
    records = [json.loads(line) for line in result.out.splitlines()]

    assert records
    assert list(json.loads(schema_text("record"))["properties"]) == list(records[0])
    for record in records:
        assert errors("record", record) == []
    assert errors("record", {**records[0], "outcome": "lost"}) != []


def test_spec_is_of_the_schema() -> None:
    text = (ROOT / "fixtures" / "specs" / "afo.yaml").read_text("utf-8")
    spec = yaml.load(text, yaml.BaseLoader)
    spec["claims"][0]["lines"][0]["diagnosis_pointers"] = [1]

    assert errors("batch", spec) == []
    assert errors("batch", {**spec, "colour": "red"}) != []


FACTS = {
    "claim": "A1001",
    "line": "1",
    "order_date": "20260102",
    "face_to_face_date": "2025-12-01",
    "price_list_amount": "495.50",
    "fitting": "off-the-shelf",
    "papers": ["invoice"],
    "history": [{"code": "L1960", "on": "2021-01-05", "side": "LT"}],
}


def test_side_file_is_of_the_schema() -> None:
    facts_of([FACTS])

    assert errors("facts", [FACTS]) == []
    assert errors("facts", [{**FACTS, "order_date": "soon"}]) != []
    assert errors("facts", [{**FACTS, "colour": "red"}]) != []
    assert errors("facts", [{"line": "1"}]) != []

"""The side file: what it may say, what is refused and where, and which line gets it."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimline.claim.document import read
from claimline.claim.facts import (
    ClaimFacts,
    DeliveryMethod,
    Dispensed,
    Fitting,
    LineFacts,
    OrderElement,
    Paper,
)
from claimline.claim.facts_file import Facts, FactsError, FactsRecord, facts_of, read_facts
from claimline.claim.views import ClaimAsSent, Side
from claimline.rules.example import lay

LINES = "SV1*HC:L1960:RT:KX*900*UN*1***1~SV1*HC:L1960:LT:KX*900*UN*1***1~"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def claim_with(facts: Facts) -> ClaimAsSent:
    (claim,) = read(lay(LINES)).claims()
    facts.add_to(claim)
    return claim


def test_csv_and_json_say_the_same(tmp_path: Path) -> None:
    table = written(
        tmp_path,
        "facts.csv",
        "claim,line,order_date,fitting,price_list_amount,order_lacks,papers,history\n"
        'TEST-1,2,20260102,off-the-shelf,"495.5",signature date,invoice,L1960:LT:2021-01-05\n',
    )
    record = {
        "claim": "TEST-1",
        "line": "2",
        "order_date": "2026-01-02",
        "fitting": "off-the-shelf",
        "price_list_amount": "495.50",
        "order_lacks": ["date", "signature"],
        "papers": ["invoice"],
        "history": [{"code": "L1960", "side": "LT", "on": "2021-01-05"}],
    }
    objects = written(tmp_path, "facts.json", json.dumps([record]))

    for path in (table, objects):
        claim = claim_with(read_facts(path))

        assert claim.lines[1].facts == LineFacts(
            order_date=date(2026, 1, 2),
            fitting=Fitting.OFF_THE_SHELF,
            price_list_amount=49550,
            order_lacks=frozenset({OrderElement.DATE, OrderElement.SIGNATURE}),
            papers=frozenset({Paper.INVOICE}),
        )
        assert claim.facts.history == (Dispensed("L1960", date(2021, 1, 5), Side.LEFT),)
        assert not claim.lines[0].facts


def test_claim_without_a_side_file_has_facts_that_say_nothing() -> None:
    (claim,) = read(lay(LINES)).claims()

    assert not claim.facts
    assert not claim.lines[0].facts
    assert claim.lines[0].facts.order_date is None


def test_every_fact_can_be_given() -> None:
    names = {name for name in FactsRecord.model_fields if name not in ("claim", "line", "history")}

    assert names == {name for name in LineFacts.__dataclass_fields__ if not name.startswith("_")}
    assert set(ClaimFacts.__dataclass_fields__) == {"history"}


def test_history_adds_up_over_the_records_of_a_claim() -> None:
    facts = facts_of(
        [
            {"claim": "TEST-1", "history": "L1960:20210105 L8420:RT:20250601*6"},
            {"claim": "TEST-1", "line": "1", "history": []},
            {"claim": "TEST-1", "line": "2", "delivery_method": "shipped"},
        ]
    )

    claim = claim_with(facts)

    assert claim.facts.history == (
        Dispensed("L1960", date(2021, 1, 5)),
        Dispensed("L8420", date(2025, 6, 1), Side.RIGHT, Decimal(6)),
    )
    assert claim.lines[1].facts.delivery_method is DeliveryMethod.SHIPPED


def test_empty_history_is_one_that_was_looked_up() -> None:
    claim = claim_with(facts_of([{"claim": "TEST-1", "history": []}]))

    assert claim.facts
    assert claim.facts.history == ()


def test_records_that_no_claim_took_are_named() -> None:
    facts = facts_of(
        [
            {"claim": "TEST-1", "line": "1", "order_date": "20260102"},
            {"claim": "TEST-1", "line": "7", "order_date": "20260102"},
            {"claim": "TEST-9", "history": []},
        ]
    )
    claim_with(facts)

    assert facts.unmatched() == ["record 2: claim TEST-1, line 7", "record 3: claim TEST-9"]


def test_claim_is_found_by_its_name_as_it_is_written() -> None:
    data = lay("CLM*JOSÉ*900***12:B:1*Y*A*Y*Y~").decode("latin-1").encode("utf-8")
    (claim,) = read(data).claims()

    facts_of([{"claim": "JOSÉ", "history": []}]).add_to(claim)

    assert claim.facts


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"line": "1"}, "record 1: claim: is missing"),
        ({"claim": ""}, "record 1: claim: '': string should have at least 1 character"),
        (
            {"claim": "A", "line": "1", "order_day": "20260102"},
            "record 1: order_day: is not known, did you mean order_date?",
        ),
        ({"claim": "A", "colour": "red"}, "record 1: colour: is not known"),
        (
            {"claim": "A", "line": "1", "order_date": "01/02/2026"},
            "record 1: order_date: '01/02/2026': is no date like 2026-01-08 or 20260108",
        ),
        (
            {"claim": "A", "line": "1", "order_date": 20260102},
            "record 1: order_date: 20260102: is no date like 2026-01-08 or 20260108",
        ),
        (
            {"claim": "A", "line": "1", "order_date": "20260230"},
            "record 1: order_date: '20260230': is no date: day is out of range for month",
        ),
        (
            {"claim": "A", "line": "1", "fitting": "OTS"},
            "record 1: fitting: 'OTS': input should be 'custom-fabricated', 'custom-fitted' or "
            "'off-the-shelf'",
        ),
        (
            {"claim": "A", "line": "1", "price_list_amount": "$495"},
            "record 1: price_list_amount: '$495': is no decimal number",
        ),
        (
            {"claim": "A", "history": "L1960"},
            "record 1: history.0: 'L1960': is no item like L1960:RT:2023-01-05",
        ),
        (
            {"claim": "A", "order_date": "20260102"},
            "record 1: line: is missing; only a history is about the whole claim",
        ),
    ],
)
def test_wrong_record_is_refused_with_its_place(record: dict[str, object], reason: str) -> None:
    with pytest.raises(FactsError) as refused:
        facts_of([record])

    assert str(refused.value) == reason


def test_line_given_twice_is_refused() -> None:
    with pytest.raises(
        FactsError, match=r"record 2: claim A, line 1 was given before \(record 1\)"
    ):
        facts_of([{"claim": "A", "line": "1"}, {"claim": "A", "line": "1"}])


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("facts.json", "[{]", "facts.json:1: is no JSON"),
        ("facts.json", '{"claim": "A"}', "facts.json: is no list of records"),
        ("facts.json", "[" * 100_000, "facts.json: is nested too deep"),
        ("facts.json", "[1]", "facts.json, record 1: is no object"),
        ("facts.csv", "claim,line\nA\n", "facts.csv, row 2: has not as many cells as the header"),
        ("facts.csv", "claim,line\nA,1,2\n", "facts.csv, row 2: has not as many cells"),
        ("facts.csv", 'claim,line\n"A"b,1\n', "facts.csv, row 2: is no CSV"),
        (
            "facts.csv",
            "claim,line,order_date\nA,1,\nA,2,soon\n",
            "facts.csv, row 3: order_date: 'soon'",
        ),
    ],
)
def test_wrong_file_is_refused_with_its_place(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    with pytest.raises(FactsError) as refused:
        read_facts(written(tmp_path, name, text))

    assert reason in str(refused.value)


def test_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    with pytest.raises(FactsError, match="No such file"):
        read_facts(path)
    path.write_bytes(b"claim\n\xff")
    with pytest.raises(FactsError, match="is not UTF-8"):
        read_facts(path)


def test_json_is_known_by_what_it_holds(tmp_path: Path) -> None:
    path = written(tmp_path, "facts", '[{"claim": "TEST-1", "history": []}]')

    assert claim_with(read_facts(path)).facts.history == ()


_PIECES = (
    *("claim", "line", "history", "order_date", ",", "\n", '"', "A", "1", "[", "]", "{", "}"),
    *("20260102", "L1960:RT:20230105", "\x00", "NaN", "1e999", "null", ":"),
)
_TEXT = st.text() | st.lists(st.sampled_from(_PIECES)).map("".join)


@given(text=_TEXT, name=st.sampled_from(["facts.csv", "facts.json", "facts"]))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))

    with contextlib.suppress(FactsError):
        read_facts(path)

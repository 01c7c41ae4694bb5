"""The hint tables: every row well made, every code of the field reference known, dates heeded."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

import pytest

from claimline.guide.tables import load_guide
from claimline.responses.claim_status import StatusCode
from claimline.responses.hints import Action, Candidate, load_hints
from claimline.x12.designator import Designator

TABLES = ("codes", "statuses", "adjustments", "remarks")
STATUSES = (
    *("A3:247", "A7:507", "A7:453", "A8:453", "A7:454", "A8:306", "A7:254", "A7:255", "A7:477"),
    *("A7:488", "A7:476", "A7:659", "A7:583", "A7:178", "A7:402", "A8:400", "A8:672", "A7:643"),
    *("A7:521", "A7:519", "A7:187", "A8:187", "A7:510", "A7:249", "A7:252", "A7:584", "A7:586"),
    *("A7:599", "A7:562:85", "A8:562:85", "A8:128", "A8:128:85", "A8:496:85", "A7:562:82"),
    *("A7:562:DK", "A8:562:DK", "A7:164:IL", "A7:21", "A7:153:PR", "A7:153:40", "A7:480"),
    *("A7:500:85", "A7:535", "A7:698", "A7:511", "A7:512", "A7:481", "A7:493", "A3:54", "A3:78"),
    *("A8:746", "A7:732", "A1:19", "A1:20", "A2:20", "A7:158"),
)
ADJUSTMENTS = (
    *("16 M51 MA130", "16 N350", "16 M124", "16 M76 M64 MA63", "16 N264 N265 N575", "16 M53"),
    *("151 N362", "16 M52 MA31", "16 MA27 MA61", "16 N382", "4 N519 N822", "50 N115 M25 M26"),
    *("96 N425", "97 M15 N20", "109 N104", "119", "150 M3", "176", "173", "175", "B7 N570", "B15"),
    *("18", "22 MA04", "29 N211", "45", "197", "15", "1", "2", "3", "253", "13", "5 M77"),
)


def rows(name: str) -> list[dict[str, str]]:
    text = files("claimline.responses").joinpath(f"data/{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def is_known(one: Candidate) -> bool:
    """Whether one of the guides has the candidate in its loop."""
    wanted = Designator.parse(one.designator)
    return any(
        segment.loop.id == one.loop
        and (wanted.element is None or segment.element(wanted.element, wanted.component))
        for guide in ("837", "control")
        for segment in load_guide(guide).find_segments(one.designator)
    )


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_whole_and_dated(name: str) -> None:
    for row in rows(name):
        assert None not in row
        assert None not in row.values()
        assert row["words"] == row["words"].strip(" .")
        for day in (row["valid_from"], row["valid_to"]):
            assert not day or date.fromisoformat(day)
        for column in ("action", "medicare"):
            assert not row.get(column) or Action(row[column])
        assert row.get("known", "likely") in ("published", "likely")


@pytest.mark.parametrize("name", TABLES)
def test_candidates_are_of_the_guides(name: str) -> None:
    for row in rows(name):
        for text in filter(None, row["candidates"].split(", ")):
            loop, _, designator = text.partition(" ")
            if loop == "@":
                assert Designator.parse(designator)
            else:
                assert is_known(Candidate(loop, designator)), text


def test_loops_of_entities_are_of_the_guide() -> None:
    loops = {loop.id for loop in load_guide("837").loops()}

    for row in rows("codes"):
        assert set(row["loops"].split()) <= loops


@pytest.mark.parametrize("status", STATUSES)
def test_status_is_known(status: str) -> None:
    category, number, entity = (*status.split(":"), "")[:3]

    hint = load_hints().status(StatusCode(category, number, entity))

    assert hint is not None
    assert hint.outcome in ("accepted", "rejected")
    assert hint.action


@pytest.mark.parametrize("codes", ADJUSTMENTS)
def test_adjustment_is_known(codes: str) -> None:
    reason, *remarks = codes.split()

    assert load_hints().adjustment("CO", reason) is not None
    assert all(load_hints().remark(reason, remark) for remark in remarks)


def test_row_counts_on_its_days_alone() -> None:
    hints = load_hints()

    assert hints.adjustment("CO", "42", date(2005, 4, 12)) is not None
    assert hints.adjustment("CO", "42", date(2025, 4, 12)) is None
    assert hints.status(StatusCode("A7", "698", ""), date(2022, 12, 31)) is None
    assert hints.status(StatusCode("A7", "698", ""), date(2023, 1, 1)) is not None


def test_group_and_entity_choose_the_narrower_row() -> None:
    hints = load_hints()
    owed, denied = hints.adjustment("PR", "96"), hints.adjustment("CO", "96")
    ordering = hints.status(StatusCode("A7", "562", "DK"))

    assert owed
    assert owed.action is Action.NOTHING
    assert denied
    assert denied.action is Action.REOPEN_OR_APPEAL
    assert ordering
    assert ordering.candidates[0] == Candidate("2420E", "NM109")


def test_no_front_end_rejection_is_appealed() -> None:
    actions = {row["action"] for row in rows("statuses")}

    assert actions <= {"", "nothing", "ask-payer"}

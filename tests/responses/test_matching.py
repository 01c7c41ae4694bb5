"""Which line a service is: by number, by what it bills, by order, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from claimline.responses.matching import Service, match_lines
from claimline.responses.sent import SentLine

DAY = date(2026, 1, 8)
OTHER_DAY = date(2026, 1, 9)


def line(number: int, code: str, *modifiers: str, charge: int = 100, day: date = DAY) -> SentLine:
    return SentLine(str(number), f"6R-{number}", code, modifiers, charge, day, number, number, 0)


def service(
    code: str | None,
    *modifiers: str,
    charge: int | None = 100,
    number: str | None = None,
    day: date | None = DAY,
) -> Service:
    return Service(number, code, modifiers, charge, day)


def matched(lines: list[SentLine], *services: Service) -> list[str]:
    """Each service as `2 control-number`, `-` where no line was told."""
    return [
        f"{match.line.number} {match.join}" if match else "-"
        for match in match_lines(lines, services)
    ]


RIGHT, LEFT = line(1, "L1960", "RT", "KX"), line(2, "L1960", "LT", "KX")
TWINS = [line(1, "L1960", "RT"), line(2, "L1960", "RT")]


def test_control_number_tells_lines_of_one_code_apart() -> None:
    found = matched(TWINS, service("L1960", "RT", number="6R-2"), service("L1960", number="6R-1"))

    assert found == ["2 control-number", "1 control-number"]


def test_control_number_wins_over_code_and_charge() -> None:
    assert matched([RIGHT, LEFT], service("L1960", "RT", "KX", number="6R-2")) == [
        "2 control-number"
    ]


def test_split_line_has_one_number_twice() -> None:
    halves = service("L1960", charge=50, number="6R-1"), service("L1960", charge=50, number="6R-1")

    assert matched([RIGHT, LEFT], *halves) == ["1 control-number", "1 control-number"]


@pytest.mark.parametrize(
    ("services", "found"),
    [
        ([service("L1960", "KX", "LT")], ["2 procedure"]),
        ([service("L1960", "LT"), service("L1960", "RT")], ["2 procedure", "1 procedure"]),
        ([service("L1960", "LT", "KX", "CG")], ["2 procedure"]),
        ([service("L1960", "KX")], ["-"]),
        ([service("L1960", "50"), service("L1960", "59")], ["-", "-"]),
    ],
)
def test_modifiers_tell_without_a_number(services: list[Service], found: list[str]) -> None:
    assert matched([RIGHT, LEFT], *services) == found


def test_charge_and_date_tell_where_modifiers_are_lost() -> None:
    lines = [line(1, "L1960", "RT", charge=100), line(2, "L1960", "RT", charge=200)]
    days = [line(1, "L1960", day=DAY), line(2, "L1960", day=OTHER_DAY)]

    assert matched(lines, service("L1960", charge=200)) == ["2 procedure"]
    assert matched(days, service("L1960", charge=7, day=OTHER_DAY)) == ["2 procedure"]


def test_services_that_split_a_charge_are_its_line() -> None:
    lines = [line(1, "L1960", charge=900), line(2, "L2820", charge=50)]

    found = matched(lines, service("L1960", charge=450), service("L1960", charge=450))

    assert found == ["1 procedure", "1 procedure"]


def test_services_that_do_not_add_up_are_not_guessed() -> None:
    found = matched([line(1, "L1960", charge=900)], *[service("L1960", charge=400)] * 2)

    assert found == ["-", "-"]


def test_what_is_alike_comes_in_order() -> None:
    assert matched(TWINS, service("L1960", "RT"), service("L1960", "RT")) == ["1 order", "2 order"]


def test_one_of_two_alike_is_not_guessed() -> None:
    assert matched(TWINS, service("L1960", "RT")) == ["-"]


def test_number_of_several_lines_tells_nothing() -> None:
    lines = [
        SentLine(str(number), "SAME", code, (), 100, DAY, number, number, 0)
        for number, code in enumerate(("L1960", "L2820"), 1)
    ]

    assert matched(lines, service("L2820", number="SAME")) == ["2 procedure"]


def test_last_service_is_the_last_line_though_its_code_was_changed() -> None:
    lines = [line(1, "L1960"), line(2, "L2820")]

    assert matched(lines, service("L1960"), service("L9999")) == ["1 procedure", "2 order"]
    assert matched(lines, service("L9999")) == ["-"]


def test_service_without_a_code_is_not_guessed() -> None:
    assert matched([RIGHT, LEFT], service(None)) == ["-"]

"""A code's page: the answers of the tables and the rules that read the code."""

from datetime import date

import pytest

from claimline.codes import load_tables
from claimline.codes.describe import describe
from claimline.explain.code_page import code_page, code_record, rules_that_read

DAY = date(2026, 1, 8)


def page(code: str, width: int | None = None) -> list[str]:
    tables = load_tables()
    rules = rules_that_read(code, DAY, tables)
    return list(code_page(describe(code, DAY, tables), rules, width))


@pytest.mark.parametrize(
    ("code", "rule", "reads"),
    [
        ("L1960", "MOD007", True),
        ("L0650", "MOD007", False),
        ("L3999", "NOC001", True),
        ("L1960", "NOC001", False),
        ("L5856", "MOD024", True),
        ("L1960", "POS002", False),
        ("L1960", "MOD001", False),
    ],
)
def test_rules_that_pick_a_code_are_named(code: str, rule: str, reads: bool) -> None:
    codes = [each.code for each in rules_that_read(code, DAY, load_tables())]

    assert (rule in codes) is reads


def test_page_has_a_title_sections_and_rules() -> None:
    lines = page("L1960")

    assert lines[0] == "L1960  AFO, posterior solid ankle, plastic, custom"
    assert "What it is" in lines
    assert "LAT001" in [line.split()[0] for line in lines[lines.index("Rules that read it") + 1 :]]


def test_section_without_answers_has_no_heading() -> None:
    assert "What it goes with" not in page("E0143")


def test_answer_stands_on_one_line_where_the_width_is_not_known() -> None:
    (line,) = (line for line in page("L1960") if line.startswith("  carries"))

    assert len(line.split()) > 30


def test_page_is_wrapped_to_the_terminal_under_its_values() -> None:
    lines = page("L1960", 80)
    first = next(at for at, line in enumerate(lines) if line.startswith("  carries"))
    column = lines[first].index("L2230")

    assert max(map(len, lines)) <= 80
    assert lines[first + 1].startswith(" " * column + "L")


def test_record_ends_with_the_rules() -> None:
    tables = load_tables()
    rules = rules_that_read("L1960", DAY, tables)
    record = code_record(describe("L1960", DAY, tables), rules)

    assert list(record)[-1] == "rules"
    assert record["rules"] == [rule.code for rule in rules]

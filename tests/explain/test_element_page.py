"""Pages of elements, segments and loops: what they are called, hold, and who reads them."""

from __future__ import annotations

import pytest

from claimline.explain.element_page import element_page, known_names
from claimline.guide.tables import external_codes, load_guide
from claimline.rules.registry import all_rules


def page_of(what: str) -> str:
    """The page, which must be there."""
    page = element_page(what)
    assert page is not None
    return page


def rule_line(code: str) -> str:
    """How a page names a rule."""
    rule = all_rules()[code]
    return f"- {code} {rule.name} ({rule.severity}): {rule.title}"


def test_page_of_a_component_tells_its_facts_and_its_rules() -> None:
    page = page_of("SV101-7")

    facts, _, rules = page.partition("\n## Rules\n\n")
    assert (
        facts
        == """\
# SV101-7 description

- loop: 2400 service line
- segment: SV1 service
- usage: situational
- holds: text, 1 to 80 characters
"""
    )
    assert {rule_line("NOC001"), rule_line("NOC002")} <= set(rules.splitlines())
    assert rule_line("NOC004") not in rules


def test_page_of_a_segment_lists_its_elements_and_components() -> None:
    page = page_of("DTP[472]")

    assert page.startswith("# DTP[472] date of service\n\n- loop: 2400 service line\n")
    assert "- usage: required\n- stands: once\n\n| element | name | usage | holds |\n" in page
    assert "| DTP[472]01 | kind of date | required | code 472 |\n" in page


def test_composite_has_a_row_for_each_component_that_is_used() -> None:
    page = page_of("SV101")

    assert "- holds: composite, 7 components\n" in page
    assert "| SV101-2 | HCPCS code | required | text, 1 to 48 characters |\n" in page
    assert "\nNot used: SV101-8.\n" in page
    assert "| SV101 |" not in page


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("SV103", "- codes: MJ, UN"),
        ("CLM05-1", f"- codes: the {len(external_codes('pos'))} of the list of places of service"),
        ("SV104", "- holds: decimal number, 1 to 8 digits"),
        ("SV109", "- holds: code, 1 character"),
        ("SV107-1", "- holds: whole number, 1 to 2 digits"),
        ("BHT05", "- holds: time of day, 4 to 8 characters"),
        ("SV106", "- usage: not used"),
        ("PER", "- relation: PER05, PER06 stand together or not at all"),
        ("PER06", "- relation: PER05, PER06 stand together or not at all"),
        ("ISA13", "- loop: ISA interchange"),
        ("2300", "- stands: up to 100 times"),
        ("2300", "- loop around it: 2000B subscriber level, 2000C patient level"),
        ("2000A", "- stands: without limit"),
    ],
)
def test_fact_is_told_in_words(what: str, line: str) -> None:
    assert line in page_of(what).splitlines()


def test_element_that_is_not_used_holds_nothing() -> None:
    assert "- holds:" not in page_of("SV106")


def test_page_of_a_loop_lists_what_stands_inside_and_its_rules() -> None:
    page = page_of("2420E")

    assert page.startswith("# 2420E ordering provider\n\n- loop around it: 2400 service line\n")
    assert "| NM1[DK] | name and identifier | required | once |\n" in page
    assert rule_line("PRV001") in page.splitlines()
    assert rule_line("SUB001") not in page.splitlines()


def test_loops_inside_a_loop_are_told_from_its_segments() -> None:
    assert "| 2420E | loop: ordering provider | situational | once |\n" in page_of("2400")


def test_element_of_several_loops_is_told_once_for_those_alike() -> None:
    page = page_of("NM1[77]09")

    assert page.startswith("# NM1[77]09\n")
    assert "\n## 2310C, 2420C: NM109 NPI of the facility\n" in page
    assert "\n## 2330E: NM109 " in page


def test_segment_of_many_qualifiers_lists_them() -> None:
    page = page_of("REF")

    assert "| REF[6R] | control number of the line | 2400 service line |" in page
    assert "| element |" not in page


def test_segments_that_no_qualifier_tells_apart_are_all_shown() -> None:
    page = page_of("HI")

    assert page.count("\n## 2300: HI ") == 3


def test_qualifier_asked_for_is_the_one_shown() -> None:
    page = page_of("REF[G2]02")

    assert "REF[G2]02 identifier" in page
    assert "REF[0B]02" not in page


def test_rules_of_a_segment_are_those_of_its_elements() -> None:
    lines = page_of("SV1").splitlines()

    assert {rule_line(code) for code in ("LAT001", "CHG003", "UNT001", "DXP001")} <= set(lines)
    assert not any(line.startswith("- IGC00") for line in lines)


def test_rules_of_a_line_segment_do_not_name_its_siblings() -> None:
    lines = page_of("SV104").splitlines()

    assert rule_line("UNT003") in lines
    assert rule_line("CHG003") not in lines


def test_rule_that_names_no_qualifier_is_told_apart() -> None:
    certain, _, others = page_of("NM1[DK]02").partition("At NM102, here or in another loop:")

    assert rule_line("PRV003") in others.splitlines()
    assert rule_line("PRV003") not in certain.splitlines()


def test_envelope_numbers_are_read_by_the_structure_rules() -> None:
    assert rule_line("X12024") in page_of("SE01").splitlines()


def test_element_that_only_the_tables_judge_has_no_rules() -> None:
    assert page_of("SV112").endswith("## Rules\n\nNone but those of the guide's tables.\n")


@pytest.mark.parametrize("what", ["", "?", "SV199", "SV101-9", "ZZZ", "9999", "REF[??]", "2420E "])
def test_unknown_name_has_no_page(what: str) -> None:
    assert element_page(what) is None


def test_every_known_name_has_a_page_without_empty_words() -> None:
    pages = {name: page_of(name) for name in known_names()}

    assert {"SV101-7", "2420E", "REF[6R]02", "DTP[472]", "SV1", "ISA13"} <= set(pages)
    assert all(page.startswith(f"# {name[:2]}") for name, page in pages.items())
    assert not any("None," in page or "\n\n\n" in page for page in pages.values())
    assert len(pages) > len(list(load_guide("837").segments()))

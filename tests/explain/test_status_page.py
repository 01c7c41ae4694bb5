"""The pages of codes that come back: what they say, of what, and for which words."""

from __future__ import annotations

import pytest

from claimline.explain.status_page import status_page


def page(what: str) -> str:
    found = status_page(what)
    assert found is not None
    return found


def test_status_says_words_elements_and_rules() -> None:
    shown = page("A8:306")

    assert shown.startswith("# A8:306 claim status\n")
    assert "- what to do: correct-and-resend" in shown
    assert shown.index("| SV101-7 |") < shown.index("| NTE[ADD]02 |")
    assert "NOC001 noc-description-missing" in shown


def test_entity_is_named_and_leads_to_its_loop() -> None:
    shown = page("a7:562:dk")

    assert "ordering provider: NPI" in shown
    assert "| NM109 | NPI of the ordering provider | 2420E |" in shown


def test_adjustment_with_remarks_says_both_and_what_medicare_wants() -> None:
    shown = page("CO-16 N350")

    assert "CO-16: information is missing" in shown
    assert "N350: the description" in shown
    assert "- what to do: correct-and-resend" in shown
    assert "- what to do where Medicare pays: reopen-or-appeal" in shown


def test_unprocessable_claim_is_sent_anew() -> None:
    assert "- what to do: new-claim" in page("CO-16 MA130")


@pytest.mark.parametrize(
    ("what", "action"),
    [
        ("A7:999", "correct-and-resend"),
        ("A3:78", "nothing"),
        ("CO-999", "ask-payer"),
        ("CO-50", "reopen-or-appeal"),
        ("CO-50 N211", "ask-payer"),
        ("PR-50", "nothing"),
    ],
)
def test_what_to_do_is_what_rejects_says(what: str, action: str) -> None:
    assert [one for one in page(what).splitlines() if "what to do" in one] == [
        f"- what to do: {action}"
    ]


def test_front_end_rejections_go_as_originals_and_medicare_takes_no_replacement() -> None:
    refused, denied, unprocessable = page("A8:306"), page("CO-16 N350"), page("CO-16 MA130")

    assert "never adjudicated and goes as an original (CLM05-3 is 1)" in refused
    assert "CLM05-3 is 7" not in refused
    assert "- correct-and-resend: what an 835 denies" in denied
    assert "Medicare takes no replacement (CLM05-3 is 7)" in denied
    assert "CLM05-3 is 7" not in unprocessable


def test_late_claim_is_not_appealed_to_medicare() -> None:
    shown = page("CO-29")

    assert "- what to do: reopen-or-appeal" in shown
    assert "- what to do where Medicare pays: ask-payer" in shown


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("N350", "# N350 remark"),
        ("CO16", "# CO-16 adjustment"),
        ("CO 16, N350", "# CO-16 N350 adjustment"),
        ("IK403:7", "# IK403:7 answer code"),
        ("TA105:23", "# TA105:023 answer code"),
        ("PLB:WO", "# PLB:WO answer code"),
        ("A3", "# A3 claim status"),
    ],
)
def test_every_kind_of_code_has_a_page(what: str, title: str) -> None:
    assert page(what).startswith(title)
    assert "not in our tables" not in page(what)


@pytest.mark.parametrize("what", ["A7:999", "Z9:999", "CO-999", "N9999", "IK403:99", "CO-16 N9999"])
def test_unknown_code_is_shown_as_it_came(what: str) -> None:
    assert f"{what.split()[-1]}: not in our tables." in page(what)


@pytest.mark.parametrize(
    "what", ["", "SV101-7", "L1960", "KX", "Z9", "CO-16 SV1", "A7:507 N350", "CO"]
)
def test_other_words_have_no_page(what: str) -> None:
    assert status_page(what) is None

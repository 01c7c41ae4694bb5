"""Replacing claims of a document: their segments change, and every other byte stays."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

import claimline
from claimline import Claim, ClaimAsSent, Document, OrderingProvider, TransliterationWarning
from claimline.x12.writer import X12WriteError

FIXTURES = Path(__file__).parents[2] / "fixtures" / "claims"


def document(name: str) -> Document:
    return claimline.read(FIXTURES / f"{name}.837")


def changes(before: Document, after: Document) -> list[str]:
    """What differs, segment by segment, line ends and all."""
    was, now = (bytes(one).decode("latin-1").split("~") for one in (before, after))
    found = list(unified_diff(was, now, n=0, lineterm=""))
    return [one for one in found[2:] if not one.startswith("@@")]


def pairs(source: Document) -> list[tuple[ClaimAsSent, Claim]]:
    return [(view, view.model()) for view in source.claims()]


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.837")), ids=lambda path: path.name)
def test_nothing_changes_where_models_are_as_they_were_read(path: Path) -> None:
    source = claimline.read(path)
    known = []
    for view in source.claims():
        try:
            known.append((view, view.model()))
        except claimline.ClaimError:
            continue
    if path.name == "envelope_defects.837":
        pytest.skip("its line numbers are the defect")

    assert bytes(source.replace(known)) == path.read_bytes()


def test_changed_modifier_touches_its_segment() -> None:
    source = document("secondary_2430")
    ((view, claim),) = pairs(source)
    first, second = claim.lines

    changed = claim.replace(lines=(first.replace(modifiers=("LT", "GA")), second))

    assert changes(source, source.replace([(view, changed)])) == [
        "-\nSV1*HC:L1970:LT:KX*820*UN*1***1",
        "+\nSV1*HC:L1970:LT:GA*820*UN*1***1",
    ]


def test_added_and_removed_segments_are_counted() -> None:
    source = document("afo_ordering_provider")
    ((view, claim),) = pairs(source)
    (line,) = claim.lines

    noted = claim.replace(lines=(line.replace(note="SEE RECORD", ordering_provider=None),))
    doubled = claim.replace(lines=(line, line))

    assert changes(source, source.replace([(view, noted)])) == [
        "-\r\nNM1*DK*1*PRESCRIBER*OTIS****XX*1333333338",
        "+\r\nNTE*ADD*SEE RECORD",
    ]
    added = changes(source, source.replace([(view, doubled)]))
    assert [one[:6] for one in added].count("+\r\nLX*") == 1
    assert [one for one in added if "SE*" in one] == ["-\r\nSE*26*0001", "+\r\nSE*31*0001"]


def test_changed_subscriber_changes_the_level() -> None:
    source = document("secondary_2430")
    ((view, claim),) = pairs(source)

    changed = claim.replace(subscriber=claim.subscriber.replace(first_name="MAY"))

    assert changes(source, source.replace([(view, changed)])) == [
        "-\nNM1*IL*1*FICTIONAL*JUNE****MI*9AA9AA9AA08",
        "+\nNM1*IL*1*FICTIONAL*MAY****MI*9AA9AA9AA08",
    ]


def test_claims_that_share_a_level_must_agree_on_it() -> None:
    source = document("night_batch")
    both = pairs(source)
    shared = [(view, claim) for view, claim in both if view.billing is both[0][0].billing][:2]
    changed = [
        (view, claim.replace(billing_provider=claim.billing_provider.replace(name=name)))
        for (view, claim), name in zip(shared, ("ONE", "TWO"), strict=True)
    ]

    with pytest.raises(ValueError, match="share a loop 2000A say different things"):
        source.replace(changed)


@pytest.mark.parametrize("name", ["mixed_delimiters", "twins_ots", "dme_mac"])
def test_every_claim_can_be_changed_whatever_the_delimiters(name: str) -> None:
    source = document(name)

    changed = source.replace((view, claim.replace(note="CHANGED")) for view, claim in pairs(source))

    assert [view.note for view in changed.claims()] == ["CHANGED" for _ in source.claims()]
    assert [finding.rule for finding in claimline.lint(bytes(changed))] == [
        finding.rule for finding in claimline.lint(bytes(source))
    ]


def test_data_that_holds_a_delimiter_of_the_file_is_refused() -> None:
    source = document("secondary_2430")
    ((view, claim),) = pairs(source)

    with pytest.raises(X12WriteError, match=r"NTE\[ADD\]02 holds '\*', the element separator"):
        source.replace([(view, claim.replace(note="A*B"))])


def test_claim_of_another_document_is_refused() -> None:
    others = pairs(document("kafo_bilateral"))

    with pytest.raises(ValueError, match="claim KAFO-1 is of another document"):
        document("night_batch").replace(others)


def test_claim_that_is_given_twice_is_refused() -> None:
    source = document("secondary_2430")
    ((view, claim),) = pairs(source)

    with pytest.raises(ValueError, match="claim SECOND-1 is replaced twice"):
        source.replace([(view, claim.replace(note=note)) for note in "AB"])


def test_accents_are_transliterated_and_said() -> None:
    source = document("secondary_2430")
    ((view, claim),) = pairs(source)

    with pytest.warns(TransliterationWarning, match=r"^NTE\[ADD\]02 is written with é as e$"):
        changed = source.replace([(view, claim.replace(note="café"))])

    assert b"NTE*ADD*cafe~" in bytes(changed)


def test_delimiter_that_transliterating_makes_is_refused() -> None:
    source = document("secondary_2430")
    ((view, claim),) = pairs(source)

    with pytest.raises(X12WriteError, match=r"NTE\[ADD\]02 holds ':', the component separator"):
        source.replace([(view, claim.replace(note="\N{GRINNING FACE}"))])


def test_values_that_stay_keep_their_form() -> None:
    text = bytes(document("afo_ordering_provider")).replace(b"*900*UN*1*", b"*0900.00*UN*1.0*")
    source = claimline.read(text)
    ((view, claim),) = pairs(source)
    provider = claim.lines[0].ordering_provider
    assert isinstance(provider, OrderingProvider)

    line = claim.lines[0].replace(note="NEW", ordering_provider=provider.replace(first_name="PAT"))

    found = changes(source, source.replace([(view, claim.replace(lines=(line,)))]))
    assert sorted(one[:7] for one in found) == [
        "+\r\nNM1*",
        "+\r\nNTE*",
        "+\r\nSE*2",
        "-\r\nNM1*",
        "-\r\nSE*2",
    ]

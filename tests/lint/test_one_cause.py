"""One segment that is lost, misspelt, emptied or swapped with its neighbour is one finding."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest

from claimline.lint.run import LintRun
from claimline.rules.example import lay
from claimline.sample import write_batch

# An interchange or a group would be another, and what follows IEA is read by no one.
_ENVELOPES = ("ISA", "GS", "GE", "IEA")
# What was found of the claim or transaction set before when the second segment comes.
_TOLD_BEFORE = {("NM1*DK", "HL"), ("NM1*DK", "LX"), ("ST", "BHT"), ("SE", "ST")}


def sampled() -> list[bytes]:
    stream = io.BytesIO()
    write_batch(stream, claims=12)
    return stream.getvalue().split(b"~\n")


SEGMENTS = sampled()
RUN = LintRun()


def rules_that_speak(segments: list[bytes]) -> list[tuple[str, str | None]]:
    found = RUN.read(b"~\n".join(segments))
    return [(one.finding.rule, one.finding.designator) for one in found]


def name_of(segment: bytes) -> str:
    elements = segment.decode("latin-1").split("*")
    return "*".join(elements[:2]) if elements[0] == "NM1" else elements[0]


def pairs() -> list[object]:
    """A place for each two kinds of segments that follow one another."""
    places: dict[tuple[str, str], int] = {}
    for at, (first, second) in enumerate(pairwise(map(name_of, SEGMENTS))):
        if first not in _ENVELOPES and second not in _ENVELOPES:
            places.setdefault((first, second), at)
    return [
        pytest.param(at, 3 if names in _TOLD_BEFORE else 1, id=" and ".join(names))
        for names, at in places.items()
    ]


@pytest.mark.parametrize(("at", "most"), pairs())
def test_two_segments_swapped_are_one_finding(at: int, most: int) -> None:
    segments = list(SEGMENTS)
    segments[at], segments[at + 1] = segments[at + 1], segments[at]

    assert len(rules_that_speak(segments)) <= most


def kinds() -> list[object]:
    """A place for each kind of segment inside the transaction sets."""
    places: dict[str, int] = {}
    for at, name in enumerate(map(name_of, SEGMENTS[:-1])):
        if name not in _ENVELOPES:
            places.setdefault(name, at)
    return [pytest.param(at, id=name) for name, at in places.items()]


# A note that says which base the other lines belong to.
_OTHER_CAUSE = {"NTE"}


def changed(at: int, *segments: bytes) -> list[bytes]:
    return [*SEGMENTS[:at], *segments, *SEGMENTS[at + 1 :]]


@pytest.mark.parametrize("at", kinds())
def test_segment_that_is_lost_is_one_finding(at: int) -> None:
    found = [one for one in rules_that_speak(changed(at)) if one[0] != "X12024"]

    assert len(found) <= 1 or name_of(SEGMENTS[at]) in _OTHER_CAUSE


@pytest.mark.parametrize("at", kinds())
def test_segment_that_is_misspelt_is_one_finding(at: int) -> None:
    found = rules_that_speak(changed(at, b"Q" + SEGMENTS[at]))

    assert len(found) == 1 or name_of(SEGMENTS[at]) in _OTHER_CAUSE


@pytest.mark.parametrize("at", kinds())
def test_segment_without_elements_is_one_finding(at: int) -> None:
    found = rules_that_speak(changed(at, SEGMENTS[at].partition(b"*")[0]))

    assert len(found) == 1 or name_of(SEGMENTS[at]) in _OTHER_CAUSE


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("LX", [("IGC001", "SV1"), ("X12037", "LX01")]),
        ("CLM", [("IGC001", "HI"), ("SUB010", "CLM01")]),
        ("NM1*IL", [("IGC007", "NM1[IL]")]),
        ("N3", [("IGC006", "N3")]),
    ],
)
def test_segment_that_stands_twice(name: str, found: list[tuple[str, str]]) -> None:
    at = next(at for at, one in enumerate(SEGMENTS) if name_of(one) == name)
    speaking = rules_that_speak(changed(at, SEGMENTS[at], SEGMENTS[at]))

    assert [one for one in speaking if one[0] != "X12024"] == found


def test_other_segment_out_of_place_leaves_a_missing_one_missing() -> None:
    data = lay("").replace(b"NM1*PR*2*TEST PAYER*****PI*17013~\n", b"")
    data = data.replace(b"HI*", b"NM1*DK*1*TESTORDER*PAT****XX*1234567893~\nHI*")

    assert ("IGC001", "NM1[PR]") in rules_that_speak(data.split(b"~\n"))


def test_unknown_segment_before_one_out_of_place_is_both() -> None:
    data = lay("").replace(b"SV1*", b"?*1~\nREF*6R*9~\nNM1*PR*2*X*****PI*1~\nSV1*")

    assert "IGC003" in {rule for rule, _ in rules_that_speak(data.split(b"~\n"))}


def test_missing_gs_is_said_once() -> None:
    group = next(at for at, one in enumerate(SEGMENTS) if one.startswith(b"GS"))

    assert rules_that_speak(changed(group)) == [("X12040", "ST")]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("DMG", "NM1*PR", ("IGC004", "DMG")),
        ("NM1*PR", "CLM", ("IGC005", "NM1[PR]")),
        ("PER", "NM1*40", ("IGC004", "PER")),
        ("REF*EI", "HL*2", ("IGC004", "REF")),
        ("CLM", "HI", ("IGC001", "CLM")),
        ("NM1*IL", "N3*200", ("IGC001", "NM1[IL]")),
        ("SV1", "DTP", ("IGC005", "SV1")),
    ],
)
def test_what_comes_late_is_not_missing_as_well(
    first: str, second: str, found: tuple[str, str]
) -> None:
    segments = lay("").split(b"~\n")
    at = next(at for at, one in enumerate(segments) if one.startswith(first.encode()))
    at = next(
        index
        for index in range(at, len(segments))
        if segments[index + 1].startswith(second.encode())
    )
    segments[at], segments[at + 1] = segments[at + 1], segments[at]

    assert rules_that_speak(segments) == [found]


def test_segments_that_come_late_one_after_another_are_one_finding() -> None:
    data = lay("")
    line = data[data.index(b"SV1*") : data.index(b"NM1*DK")]
    provider = data[data.index(b"NM1*DK") : data.index(b"SE*")]

    assert rules_that_speak(data.replace(line + provider, provider + line).split(b"~\n")) == [
        ("IGC005", "SV1")
    ]


def test_other_payer_of_a_claim_out_of_order_is_not_balanced() -> None:
    paid = next(at for at, one in enumerate(SEGMENTS) if one.startswith(b"SVD"))
    segments = list(SEGMENTS)
    segments[paid], segments[paid + 1] = segments[paid + 1], segments[paid]

    assert rules_that_speak(segments) == [("IGC004", "CAS")]

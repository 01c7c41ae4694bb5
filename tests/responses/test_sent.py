"""The index of what was sent: the same claims, lines and bytes that a document has."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.claim.document import read
from claimline.lint.run import LintRun
from claimline.responses.excerpt import Excerpt
from claimline.responses.sent import Sent, SentClaim
from claimline.rules.example import lay
from claimline.x12.designator import Designator

CLAIMS = sorted((Path(__file__).parents[2] / "fixtures" / "claims").glob("*.837"))


def indexed(path: Path) -> tuple[Sent, list[SentClaim]]:
    sent = Sent()
    sent.add(path)
    return sent, [sent.claim(number) for number in range(1, sent.claims + 1)]


@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.stem)
def test_claims_and_lines_are_those_of_the_document(path: Path) -> None:
    sent, claims = indexed(path)
    document = read(path)
    data = bytes(document)

    for view, claim in zip(document.claims(), claims, strict=True):
        segments = list(view.segments())
        assert (claim.identifier, claim.charge) == (view.identifier, view.charge)
        assert (claim.first, claim.last) == (segments[0].position, segments[-1].position)
        assert claim.start == segments[0].offset
        assert data[claim.start :].startswith(b"CLM")
        for line, row in zip(view.lines, sent.lines(claim), strict=True):
            own = list(line.segments())
            assert (row.number, row.control_number, row.code) == (
                *(line.number, line.control_number, line.code),
            )
            assert (row.charge, row.service_date) == (line.charge, line.service_date)
            assert row.modifiers == (line.modifiers or ())
            assert (row.first, row.last, row.offset) == (
                *(own[0].position, own[-1].position, own[0].offset),
            )


@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.stem)
def test_excerpt_has_the_findings_that_the_file_has(path: Path) -> None:
    """But for those on envelopes and level numbers, of which an excerpt has its own."""
    sent, claims = indexed(path)
    whole = [
        (one.finding.claim, one.finding.service_line, one.finding.rule, one.finding.designator)
        for one in LintRun().read(path)
        if one.finding.claim and not one.finding.rule.startswith("X12")
    ]

    run = LintRun()
    found = [
        (one.claim, one.service_line, one.rule, one.designator)
        for claim in claims
        for one in Excerpt(sent, claim, run, show_phi=False).findings
        if one.claim and not one.rule.startswith("X12")
    ]

    assert sorted(map(str, found)) == sorted(map(str, whole))


@pytest.mark.parametrize("path", CLAIMS[:6], ids=lambda path: path.stem)
def test_excerpt_finds_every_segment_by_its_position(path: Path) -> None:
    sent, claims = indexed(path)

    for view, claim in zip(read(path).claims(), claims, strict=True):
        excerpt = Excerpt(sent, claim, LintRun(), show_phi=False)
        for segment in view.segments():
            found = excerpt.segment_at(segment.position)
            assert found is not None
            assert (found.text, found.loop) == (segment.text, segment.loop)


def test_values_are_of_the_line_and_masked() -> None:
    sent, (claim, *_) = indexed(CLAIMS[0].with_name("kafo_bilateral.837"))
    excerpt = Excerpt(sent, claim, LintRun(), show_phi=False)
    open_one = Excerpt(sent, claim, LintRun(), show_phi=True)

    code = Designator.parse("SV101-2")
    assert excerpt.values("2400", code, "3") == ["L2387"]
    assert excerpt.values("2400", code, None) == ["L2036", "L2387"]
    assert excerpt.values("2010BA", Designator.parse("NM109"), None) == ["***"]
    assert open_one.values("2010BA", Designator.parse("NM109"), None) != ["***"]
    assert excerpt.values("2400", Designator.parse("SV111"), "2") == []
    assert excerpt.values("2400", Designator.parse("LX"), "2") == ["LX*2"]
    (name,) = excerpt.values("2010BA", Designator.parse("NM1[IL]"), None)
    assert name.startswith("NM1*IL*1****")
    assert (name,) != tuple(open_one.values("2010BA", Designator.parse("NM1[IL]"), None))


def test_position_above_claims_leads_to_the_claim_below() -> None:
    sent, (claim, *_) = indexed(CLAIMS[0].with_name("kafo_bilateral.837"))

    assert sent.claim_at(claim.transaction_set, 3) is None
    assert sent.claim_after(claim.transaction_set, 3) == claim
    assert sent.claim_at(claim.transaction_set, claim.last) == claim
    assert sent.claim_at(claim.transaction_set, claim.last + 1) is None


def test_claim_outside_any_group_is_found(tmp_path: Path) -> None:
    path = tmp_path / "sent.837"
    path.write_bytes(lay("-GS~-GE~"))

    sent, (claim,) = indexed(path)

    assert claim.identifier == "TEST-1"
    excerpt = Excerpt(sent, claim, LintRun(), show_phi=False)
    assert excerpt.values("2400", Designator.parse("SV101-2"), None) == ["L1960"]

"""Laying an example's fragment into the template claim, so that it becomes a whole interchange.

Each SV1 (or LX) of a fragment opens a service line and what follows belongs to it; what follows a
CLM stands in loop 2300; the rest stands where the template has its like, in the line before the
claim. A segment replaces the template's of the same id and qualifier in the same loop;
`-DTP[472]` takes one away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from claimline.claim.facts import FactsSource
from claimline.claim.profile import Profile
from claimline.claim.ranks import rank_of
from claimline.claim.readings import cents
from claimline.guide.nodes import LoopNode, SegmentNode
from claimline.guide.tables import load_guide
from claimline.guide.walker import Walker
from claimline.rules.rule import DEFAULT_SETTING, FactsGiven, Setting
from claimline.x12.designator import Designator
from claimline.x12.types import R

_ISA = (
    "ISA*00*          *00*          *ZZ*TESTSUB01      *ZZ*TESTRCV01      "
    "*260115*0930*^*00501*000000001*0*T*:"
)
_HEAD = (
    *("GS*HC*TESTSUB01*TESTRCV01*20260115*0930*1*X*005010X222A1", "ST*837*0001*005010X222A1"),
    *("BHT*0019*00*TESTBATCH*20260115*0930*CH", "NM1*41*2*TEST SUPPLY*****46*TESTSUB01"),
    *("PER*IC*TEST CONTACT*TE*5555550100", "NM1*40*2*TEST RECEIVER*****46*TESTRCV01"),
    *("HL*1**20*1", "PRV*BI*PXC*335E00000X", "NM1*85*2*TEST SUPPLY*****XX*1999999000"),
    *("N3*100 TEST STREET", "N4*ALBANY*NY*122079998", "REF*EI*990000001", "HL*2*1*22*0"),
    *("SBR*P*18*******{indicator}", "NM1*IL*1*TESTPATIENT*ADA****MI*1TE5TE5TT00"),
    *("N3*200 SAMPLE AVE", "N4*ALBANY*NY*122080001", "DMG*D8*19500412*F"),
    "NM1*PR*2*TEST PAYER*****PI*{payer}",
)
_CLAIM = ("CLM*TEST-1*0***12:B:1*Y*A*Y*Y", "HI*ABK:M21371*ABF:M21372")
PLAIN_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1"
"""The service line of an example that writes none."""
_LINE = (
    *("LX*1", PLAIN_LINE, "DTP*472*D8*20260108", "REF*6R*1"),
    "NM1*DK*1*TESTORDER*PAT****XX*1234567893",
)
_TAIL = ("SE*0*0001", "GE*1*1", "IEA*1*000000001")

_AROUND = "ISA"
_UNQUALIFIED = frozenset(
    ("ISA", "GS", "ST", "BHT", "SBR", "N3", "N4", "CLM", "HI", "LX", "SV1", "SE", "GE", "IEA")
)
# The level of a patient who is not the subscriber: the template has none.
_PATIENT = ("HL", "23")
_FIRST_LINE = {"claim": "TEST-1", "line": "1"}

_INDICATORS = {
    Profile.MEDICARE_DME: "MB",
    Profile.MEDICARE: "MA",
    Profile.MEDICAID: "MC",
    Profile.COMMERCIAL: "CI",
    Profile.OTHER: "ZZ",
}
_PAYERS = {"A": "16013", "B": "17013", "C": "18003", "D": "19003", None: "TESTPAYER"}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A segment, its loop, and its place in the order of the guide."""

    text: str
    loop: str
    rank: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What another segment replaces it by."""
        return self.loop, *_key(self.text)


@dataclass(slots=True)
class _Part:
    """A template part that a fragment's segments are laid over."""

    start: str
    template: tuple[str, ...]
    own: list[str] = field(default_factory=list)

    def laid(self) -> list[str]:
        """Its segments in the guide's order, the fragment's over the template's."""
        removed = [Designator.parse(text[1:]) for text in self.own if text.startswith("-")]
        own = [text for text in self.own if not text.startswith("-")]
        template = [
            text
            for text in self.template
            if not any(_named(text, designator) for designator in removed)
        ]
        if self.start == _AROUND:
            return _in_template_order(template, own)
        placed = _with_loops(self.start, own)
        replaced = {one.key for one in placed}
        kept = (one for one in _with_loops(self.start, template) if one.key not in replaced)
        return [one.text for one in sorted([*kept, *placed], key=lambda one: one.rank)]

    def holds(self, text: str) -> bool:
        """Whether the template has a segment like it."""
        wanted = Designator.parse(text[1:]) if text.startswith("-") else None
        return any(
            _named(own, wanted) if wanted else _key(own) == _key(text) for own in self.template
        )


def lay(fragment: str, setting: Setting = DEFAULT_SETTING) -> bytes:
    """The interchange an example stands for; one segment a line."""
    around, claims = _sort(fragment, setting)
    head = around.laid()
    segments = [segment for segment in head if segment.split("*")[0] not in ("SE", "GE", "IEA")]
    trailers = {segment.split("*")[0]: segment for segment in head[len(segments) :]}
    for number, (claim, lines) in enumerate(claims, 1):
        segments += _claim(number, claim, lines)
    if "SE" in trailers:
        start = next(at for at, text in enumerate(segments) if text.startswith("ST*"))
        counted = len(segments) - start + 1
        trailers["SE"] = trailers["SE"].replace("SE*0*", f"SE*{counted}*")
    return "".join(f"{text}~\n" for text in (*segments, *trailers.values())).encode("latin-1")


def facts_for(given: FactsGiven) -> FactsSource | None:
    """The facts of an example, as the side file would give them; None where there are none."""
    from claimline.claim.facts_file import facts_of

    records = [given] if isinstance(given, Mapping) else given
    return facts_of([{**_FIRST_LINE, **record} for record in records]) if given else None


def _sort(fragment: str, setting: Setting) -> tuple[_Part, list[tuple[_Part, list[_Part]]]]:
    """Sort the fragment's segments into what stands around, claims, and their lines."""
    values = {
        "indicator": _INDICATORS[setting.profile],
        "payer": _PAYERS[setting.jurisdiction if _is_dme(setting) else None],
    }
    head = tuple(text.format_map(values) for text in _HEAD)
    around = _Part(_AROUND, (_ISA, *head, *_TAIL))
    claims: list[tuple[_Part, list[_Part]]] = []
    claim = line = None
    loose: list[str] = []
    for text in filter(None, map(str.strip, fragment.replace("\n", "").split("~"))):
        segment_id = text.split("*")[0]
        if segment_id == "CLM":
            claim, line = _new_claim(claims), None
        elif segment_id == "LX" or (segment_id == "SV1" and not _awaits_procedure(line)):
            if claim is None:
                claim = _new_claim(claims)
            line = _Part("2400", _LINE)
            claims[-1][1].append(line)
        target = line or claim
        if target is None:
            loose.append(text)
        else:
            target.own.append(text)
    if not claims:
        _new_claim(claims)
    for _, lines in claims:
        if not lines:
            lines.append(_Part("2400", _LINE))
    _settle(loose, around, *claims[0])
    return around, claims


def _settle(loose: Iterable[str], around: _Part, claim: _Part, lines: list[_Part]) -> None:
    """Give each segment to the part that has its like, else to that of the one before it."""
    found, of_patient = lines[0], False
    for text in loose:
        of_patient |= _key(text) == _PATIENT
        parts = [*lines[:1], claim, around]
        found = next((part for part in parts if part.holds(text)), found)
        (around if of_patient else found).own.append(text)


def _new_claim(claims: list[tuple[_Part, list[_Part]]]) -> _Part:
    claim = _Part("2300", _CLAIM)
    claims.append((claim, []))
    return claim


def _awaits_procedure(line: _Part | None) -> bool:
    return line is not None and not any(text.startswith("SV1*") for text in line.own)


def _claim(number: int, claim: _Part, lines: list[_Part]) -> Iterator[str]:
    laid = []
    for index, line in enumerate(lines, 1):
        segments = line.laid()
        if not any(text.startswith("LX") for text in line.own):
            segments = [f"LX*{index}" if text == _LINE[0] else text for text in segments]
        if not any(text.startswith("REF*6R") for text in line.own):
            segments = [f"REF*6R*{index}" if text == _LINE[3] else text for text in segments]
        laid.append(segments)
    own = any(text.startswith("CLM*") for text in claim.own)
    total = sum(_charge(text) for segments in laid for text in segments)
    for text in claim.laid():
        if text.startswith("CLM*") and not own:
            yield text.replace("TEST-1*0*", f"TEST-{number}*{R.write(Decimal(total) / 100)}*")
        else:
            yield text
    for segments in laid:
        yield from segments


def _charge(text: str) -> int:
    elements = text.split("*")
    return (cents(elements[2]) or 0) if elements[0] == "SV1" and len(elements) > 2 else 0


def _is_dme(setting: Setting) -> bool:
    return setting.profile is Profile.MEDICARE_DME


def _key(text: str) -> tuple[str, str]:
    elements = text.split("*")
    if elements[0] in _UNQUALIFIED:
        return elements[0], ""
    index = 3 if elements[0] == "HL" else 1
    return elements[0], elements[index] if index < len(elements) else ""


def _named(text: str, designator: Designator) -> bool:
    segment_id, qualifier = _key(text)
    return segment_id == designator.segment and designator.qualifier in (None, qualifier)


def _with_loops(start: str, texts: Iterable[str]) -> list[_Placed]:
    """The segments with their loops and their order in the guide."""
    walker = Walker(load_guide("837"))
    around = load_guide("837").loop(start)
    state = walker.inside(around)
    placed: list[_Placed] = []
    for text in texts:
        step = walker.step(state, text.split("*"), ":")
        # A loop's opening segment opens it anew for the walk, and is its first here.
        node = around.first if _key(text)[0] == around.first.id else step.node
        state = state if node is around.first else step.after
        loop = node.loop.id if node else start
        # What has no place in the guide stays behind the segment it follows.
        rank = _rank(node, around) if node else (placed[-1].rank if placed else 0)
        placed.append(_Placed(text, loop, rank))
    return placed


def _rank(node: SegmentNode | None, around: LoopNode) -> int:
    """The place in the guide of a segment of the loop, or of the loop inside that it stands in."""
    while node and node.loop is not around and node.loop.parent and node.loop.parent is not around:
        node = node.loop.parent.first
    if node and node.loop is not around:
        node = node.loop.first
    return rank_of(node)


def _in_template_order(template: list[str], own: list[str]) -> list[str]:
    """Each template segment, or the fragment's own in its place; a patient level behind them all.

    What follows a name in the fragment replaces its like behind that name alone. What the template
    has no like of stays behind the segment it follows.
    """
    at = next((index for index, text in enumerate(own) if _key(text) == _PATIENT), len(own))
    keys = {_key(text) for text in template}
    named: list[tuple[str, list[str]]] = []
    for name, text in _with_names(own[:at]):
        if named and _key(text) not in keys:
            named[-1][1].append(text)
        else:
            named.append((name, [text]))
    patient = own[at:]
    laid: list[str] = []
    for name, text in _with_names(template):
        if text in _TAIL:
            laid += patient
            patient = []
        replacing = [
            mine for under, mine in named if _key(mine[0]) == _key(text) and under in ("", name)
        ]
        laid += [mine for group in replacing for mine in group] or [text]
    return laid


def _with_names(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each segment with the qualifier of the name it stands under, empty before the first."""
    name = ""
    for text in texts:
        if text.startswith("NM1*"):
            name = _key(text)[1]
        yield name, text

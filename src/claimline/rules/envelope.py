"""Envelopes, hierarchical levels and line numbers: counts and control numbers that must agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from claimline.claim.loop import Loop
from claimline.claim.views import (
    GUIDES,
    BillingProvider,
    ClaimAsSent,
    FunctionalGroup,
    Interchange,
    Level,
    Patient,
    Subscriber,
    TransactionSet,
)
from claimline.findings import Fix, Problem
from claimline.rules.repair import with_element
from claimline.x12.designator import Designator

GUIDE = "005010X222A1"
# The functional identifier code of groups of professional claims.
_CLAIMS = "HC"
# The most digits of LX01 and characters of HL01; what is longer is a fault of the tables.
_LONGEST_LINE_NUMBER, _LONGEST_LEVEL_NUMBER = 6, 12

_WITH_CHILD, _CHILDLESS = "1", "0"
# What the guide advises a transaction set to hold (005010X222A1, loop 2300, CLM).
_ADVISED_CLAIMS = 5_000
_LINE_NUMBERS = [str(number) for number in range(1, 51)]


def transaction_set_opened(view: TransactionSet, repeated: bool) -> Iterator[Problem]:
    """What ST says."""
    if not view.is_837p:
        guide = f" of guide {view.guide}" if view.guide else ""
        yield Problem(
            view.at(TransactionSet.code),
            f"transaction set {view.code or ''}{guide} is no 837P, its segments are skipped",
            code="X12020",
        )
        return
    if not view.opened and "ST" not in view.strays:
        yield Problem(view.missing("ST"), "the transaction set has no ST", code="X12041")
    if view.group and not view.group.opened and not view.group.transaction_sets:
        message = "the transaction set stands in no functional group, GS is absent"
        yield Problem(view.at("ST"), message, code="X12040")
    named_by_group = view.group.version if view.group else None
    if view.group and view.version and named_by_group and view.version != named_by_group:
        yield Problem(
            view.at(TransactionSet.version),
            f"ST03 is {view.version}, GS08 is {named_by_group}",
            code="X12038",
            related=(view.group.at(FunctionalGroup.version),),
        )
    elif view.guide != GUIDE:
        place = view.at(TransactionSet.version)
        if not view.version and view.group:
            place = view.group.at(FunctionalGroup.version)
        yield Problem(place, f"the guide named is {view.guide}, not {GUIDE}", code="X12021")
    if repeated and view.control_number:
        yield Problem(
            view.at(TransactionSet.control_number),
            f"ST02 {view.control_number} stood on an earlier transaction set of the group",
            code="X12025",
        )


def closed(view: Loop) -> Iterator[Problem]:
    """What stands wrong in an envelope that is complete, or in a segment outside of any."""
    if isinstance(view, TransactionSet):
        return _transaction_set_closed(view)
    if isinstance(view, FunctionalGroup):
        return _group_closed(view)
    if isinstance(view, Interchange):
        return _interchange_closed(view)
    return _stray(view)


def _stray(view: Loop) -> Iterator[Problem]:
    segment = next(view.segments()).id
    message = f"{segment or 'an empty segment'} stands outside any transaction set"
    try:
        place = view.at(segment)
    except ValueError:  # no designator can name it: it stands where a transaction set should
        place = view.missing("ST")
    yield Problem(place, message, code="X12034")


def _transaction_set_closed(view: TransactionSet) -> Iterator[Problem]:
    """What SE says."""
    if not view.closed:
        if "SE" not in view.strays:
            yield Problem(view.missing("SE"), "the transaction set has no SE", code="X12022")
        return
    if _differ(view.trailer_control_number, view.control_number):
        yield Problem(
            view.at(TransactionSet.trailer_control_number),
            f"SE02 is {view.trailer_control_number}, ST02 is {view.control_number}",
            code="X12023",
        )
    # Whether what stands astray in its middle, or an absent ST, was counted is the sender's to say.
    unsure_of = len(view.strays) + (not view.opened)
    unsure = range(view.segments_counted - unsure_of, view.segments_counted)
    if (
        _differ(view.trailer_segments, view.segments_counted)
        and view.trailer_segments not in unsure
    ):
        yield Problem(
            view.at(TransactionSet.trailer_segments),
            f"SE01 says {view.trailer_segments}, the transaction set holds "
            f"{view.segments_counted} segments",
            code="X12024",
            fix=_count("SE", view.segments_counted),
        )


def group_opened(view: FunctionalGroup, repeated: bool) -> Iterator[Problem]:
    """What GS says."""
    code = view.functional_code
    if code and code != _CLAIMS and (view.version or "").startswith(GUIDES):
        message = f"GS01 is {code}, but a group of {view.version} is one of {_CLAIMS}"
        yield Problem(view.at(FunctionalGroup.functional_code), message, code="IGC018")
    if repeated:
        yield Problem(
            view.at(FunctionalGroup.control_number),
            f"GS06 {view.control_number} stood on an earlier functional group of the interchange",
            code="X12029",
        )


def _group_closed(view: FunctionalGroup) -> Iterator[Problem]:
    """What GE says."""
    if not view.opened:
        return
    if not view.closed:
        yield Problem(view.missing("GE"), "the functional group has no GE", code="X12026")
        return
    if _differ(view.trailer_control_number, view.control_number):
        yield Problem(
            view.at(FunctionalGroup.trailer_control_number),
            f"GE02 is {view.trailer_control_number}, GS06 is {view.control_number}",
            code="X12027",
        )
    if _differ(view.trailer_sets, view.transaction_sets):
        yield Problem(
            view.at(FunctionalGroup.trailer_sets),
            f"GE01 says {view.trailer_sets}, the functional group holds "
            f"{view.transaction_sets} transaction sets",
            code="X12028",
            fix=_count("GE", view.transaction_sets),
        )


def interchange_opened(view: Interchange, repeated: bool) -> Iterator[Problem]:
    """What ISA says."""
    if repeated:
        yield Problem(
            view.at(Interchange.control_number),
            f"ISA13 {view.control_number} stood on an earlier interchange of the file",
            code="X12033",
        )


def _interchange_closed(view: Interchange) -> Iterator[Problem]:
    """What IEA says."""
    if not view.closed:
        yield Problem(view.missing("IEA"), "the interchange has no IEA", code="X12030")
        return
    if _differ(view.trailer_control_number, view.control_number):
        yield Problem(
            view.at(Interchange.trailer_control_number),
            f"IEA02 is {view.trailer_control_number}, ISA13 is {view.control_number}",
            code="X12031",
        )
    # Whether a group without its GS was counted is the sender's to say.
    unsure = range(view.groups - view.groups_unopened, view.groups)
    if _differ(view.trailer_groups, view.groups) and view.trailer_groups not in unsure:
        yield Problem(
            view.at(Interchange.trailer_groups),
            f"IEA01 says {view.trailer_groups}, the interchange holds "
            f"{view.groups} functional groups",
            code="X12032",
            fix=_count("IEA", view.groups),
        )


def _count(trailer: str, counted: int) -> Callable[[Loop], Fix | None]:
    """The safe fix of a count: the trailer with what was counted.

    None where nothing was counted: what the trailer closes was misread or is missing then.
    """

    def fix(view: Loop) -> Fix | None:
        segment = view.find(Designator(trailer)) if counted else None
        if segment is None:
            return None
        return Fix(
            "safe", f"write the count as {counted}", (with_element(segment, 1, f"{counted}"),)
        )

    return fix


def level_closed(view: Level) -> Iterable[Problem]:
    """The numbers of a hierarchical level; an absent one is a fault of the tables."""
    parent = view.above.number if view.above else None
    as_usual = view.number == str(view.expected_number) and view.parent == parent
    return () if as_usual and not isinstance(view, Patient) else _level_faults(view)


def _level_faults(view: Level) -> Iterator[Problem]:
    if _differ(view.number, str(view.expected_number)) and not _is_overlong(view.number):
        yield Problem(
            view.at(Level.number),
            f"HL01 is {view.number}, the level is number {view.expected_number}",
            code="X12035",
        )
    above = view.above
    if isinstance(view, BillingProvider):
        if view.parent:
            message = f"HL02 is {view.parent}, but a billing provider has no level above"
            yield Problem(view.at(Level.parent), message, code="X12036")
    elif view.parent is not None and not (above and _is_named(above, view.parent)):
        wanted = f"the level above is {_shown(above.number)}" if above else "no level above is open"
        message = f"HL02 is {view.parent}, {wanted}"
        yield Problem(view.at(Level.parent), message, code="X12036")
    if isinstance(view, Patient) and isinstance(above, Subscriber):
        yield from _first_patient(view, above)


def _is_named(level: Level, number: str) -> bool:
    """Whether a number is that of the level, or the one it should have: that it has not is said."""
    return number in (level.number, str(level.expected_number))


def _first_patient(view: Patient, above: Subscriber) -> Iterator[Problem]:
    """What HL04 of a subscriber says once a patient level has come."""
    if above.has_child == _CHILDLESS and above.patients == 1:
        message = f"the level stands under level {_shown(above.number)}, whose HL04 is {_CHILDLESS}"
        place = above.at(Level.has_child)
        yield Problem(view.at("HL"), message, code="X12039", related=(place,))


def awaits_patient(view: Subscriber) -> bool:
    """Whether HL04 says that a patient level will come, and none has."""
    return view.has_child == _WITH_CHILD and not view.patients


def level_children(view: Level, children: int) -> Iterable[Problem]:
    """What HL04 says of a subscriber's level, once the levels under it have all come.

    A billing provider without a subscriber, and a patient with a child, are faults of the tables.
    """
    if children or view.has_child != _WITH_CHILD or not isinstance(view, Subscriber):
        return ()
    message = f"HL04 is {_WITH_CHILD}, but no patient level follows under the subscriber"
    return [Problem(view.at(Level.has_child), message, code="X12039")]


def claim_closed(view: ClaimAsSent) -> Iterable[Problem]:
    """The number of a claim in its transaction set, and those of its service lines."""
    numbers = [line.number for line in view.lines]
    as_usual = numbers == _LINE_NUMBERS[: len(numbers)]
    as_usual = as_usual and view.number_in_set != _ADVISED_CLAIMS + 1
    return () if as_usual else _claim_faults(view)


def _claim_faults(view: ClaimAsSent) -> Iterator[Problem]:
    """What is wrong with the numbers; after a jump in the lines counting goes on from there."""
    if view.number_in_set == _ADVISED_CLAIMS + 1:
        message = f"the transaction set holds more than the {_ADVISED_CLAIMS} claims advised"
        yield Problem(view.at("CLM"), message, code="IGC045")
    expected = unnumbered = 0
    for line in view.lines:
        expected += 1
        # An absent LX or LX01 is a fault of the tables.
        if line.number is None or len(line.number) > _LONGEST_LINE_NUMBER:
            unnumbered += 1
            continue
        number = _counted(line.number)
        if number is None or not expected - unnumbered <= number <= expected:
            message = f"LX01 is {line.number}, the service line is number {expected}"
            yield Problem(line.at("LX01"), message, code="X12037")
        if number is not None:
            expected, unnumbered = number, 0


def _differ(written: str | int | None, wanted: str | int | None) -> bool:
    """Whether two values differ; one that is absent or no number is a fault of the tables."""
    return written is not None and wanted is not None and written != wanted


def _is_overlong(number: str | None) -> bool:
    return len(number or "") > _LONGEST_LEVEL_NUMBER


def _counted(number: str) -> int | None:
    # Leading zeros are another number as far as answers are concerned.
    if number != number.lstrip("0"):
        return None
    return int(number) if number.isdecimal() else None


def _shown(value: str | int | None) -> str:
    return "absent" if value is None else str(value)

"""Envelopes, hierarchical levels and line numbers: counts and control numbers that must agree."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.claim.loop import Loop
from claimline.claim.views import (
    BillingProvider,
    ClaimAsSent,
    FunctionalGroup,
    Interchange,
    Level,
    Patient,
    Subscriber,
    TransactionSet,
)
from claimline.findings import Problem

GUIDE = "005010X222A1"

_PARENTS = {BillingProvider: "", Subscriber: "20", Patient: "22"}


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
    if view.guide != GUIDE:
        place = view.at(TransactionSet.version)
        if not view.version and view.group:
            place = view.group.at(FunctionalGroup.version)
        yield Problem(place, f"the guide named is {view.guide}, not {GUIDE}", code="X12021")
    if repeated:
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
    message = f"{segment} stands outside any transaction set"
    yield Problem(view.at(segment), message, code="X12034")


def _transaction_set_closed(view: TransactionSet) -> Iterator[Problem]:
    """What SE says."""
    if not view.closed:
        yield Problem(view.missing("SE"), "the transaction set has no SE", code="X12022")
        return
    if view.trailer_control_number != view.control_number:
        yield Problem(
            view.at(TransactionSet.trailer_control_number),
            f"SE02 is {_shown(view.trailer_control_number)}, ST02 is {_shown(view.control_number)}",
            code="X12023",
        )
    if view.trailer_segments != view.segments_counted:
        yield Problem(
            view.at(TransactionSet.trailer_segments),
            f"SE01 says {_shown(view.trailer_segments)}, the transaction set holds "
            f"{view.segments_counted} segments",
            code="X12024",
        )


def group_opened(view: FunctionalGroup, repeated: bool) -> Iterator[Problem]:
    """What GS says."""
    if repeated:
        yield Problem(
            view.at(FunctionalGroup.control_number),
            f"GS06 {view.control_number} stood on an earlier functional group of the interchange",
            code="X12029",
        )


def _group_closed(view: FunctionalGroup) -> Iterator[Problem]:
    """What GE says."""
    if not view.closed:
        yield Problem(view.missing("GE"), "the functional group has no GE", code="X12026")
        return
    if view.trailer_control_number != view.control_number:
        yield Problem(
            view.at(FunctionalGroup.trailer_control_number),
            f"GE02 is {_shown(view.trailer_control_number)}, GS06 is {_shown(view.control_number)}",
            code="X12027",
        )
    if view.trailer_sets != view.transaction_sets:
        yield Problem(
            view.at(FunctionalGroup.trailer_sets),
            f"GE01 says {_shown(view.trailer_sets)}, the functional group holds "
            f"{view.transaction_sets} transaction sets",
            code="X12028",
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
    if view.trailer_control_number != view.control_number:
        yield Problem(
            view.at(Interchange.trailer_control_number),
            f"IEA02 is {_shown(view.trailer_control_number)}, "
            f"ISA13 is {_shown(view.control_number)}",
            code="X12031",
        )
    if view.trailer_groups != view.groups:
        yield Problem(
            view.at(Interchange.trailer_groups),
            f"IEA01 says {_shown(view.trailer_groups)}, the interchange holds "
            f"{view.groups} functional groups",
            code="X12032",
        )


def level_closed(view: Level) -> Iterator[Problem]:
    """The numbers of a hierarchical level."""
    if view.number != str(view.expected_number):
        yield Problem(
            view.at(Level.number),
            f"HL01 is {_shown(view.number)}, the level is number {view.expected_number}",
            code="X12035",
        )
    wanted = _PARENTS.get(type(view))
    if wanted is None:
        return
    if wanted == "" and view.parent:
        message = f"HL02 is {view.parent}, but a billing provider has no level above"
        yield Problem(view.at(Level.parent), message, code="X12036")
    elif wanted and view.parent_level != wanted:
        message = f"HL02 is {_shown(view.parent)}, no level {wanted} of that number is open"
        yield Problem(view.at(Level.parent), message, code="X12036")


def claim_closed(view: ClaimAsSent) -> Iterator[Problem]:
    """The numbers of a claim's service lines; after a jump counting goes on from there."""
    expected = 1
    for line in view.lines:
        number = line.number or ""
        if number != str(expected):
            message = f"LX01 is {_shown(line.number)}, the service line is number {expected}"
            yield Problem(line.at("LX01"), message, code="X12037")
        expected = int(number) + 1 if number.isdecimal() else expected + 1


def _shown(value: str | int | None) -> str:
    return "absent" if value is None else str(value)

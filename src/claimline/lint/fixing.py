"""Fixing: a file with the safe fixes of its findings applied, every other byte as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from claimline.claim.loop import Segment
from claimline.findings import Fix
from claimline.lint.locate import Located
from claimline.lint.run import LintRun

# What a segment more or less puts out of balance: SE01.
COUNTS = "X12024"
_PASSES = 10
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Mended:
    """A segment written anew: the findings that this mends, and what stands in its place."""

    findings: tuple[Located, ...]
    segment: Segment
    texts: tuple[str, ...]


class Fixing:
    """Mends a file into another; `mended` counts findings by rule, `segments` what was rewritten.

    `lint` makes a run for one reading of the file, of the rules it would have anyway and those
    named. `failure` is why the file could not be read whole; what stands behind is copied as it is.
    """

    def __init__(self, lint: Callable[[tuple[str, ...]], LintRun]) -> None:
        self._lint = lint
        self._also: tuple[str, ...] = ()
        self.mended: dict[str, int] = {}
        self.segments = 0
        self.failure: str | None = None

    def apply(self, source: Path, name: str, target: Path, spare: Path) -> Iterator[Mended]:
        """Write `source` to `target` with its safe fixes; each segment that changes, as it does.

        Fixes of one segment are put together where they change different elements; for what
        cannot be, the file is mended again, by way of `spare`, until there is nothing to mend.
        """
        shutil.copyfile(source, target)
        for _ in range(_PASSES):
            shutil.copyfile(target, spare)
            before = self.segments
            with spare.open("rb") as original, target.open("wb") as written:
                yield from self._once(spare, name, original, written)
            if self.segments == before:
                return

    def _once(
        self, source: Path, name: str, original: BinaryIO, written: BinaryIO
    ) -> Iterator[Mended]:
        run = self._lint(self._also)
        found = (one for one in run.read(source, name) if _is_safe(one))
        for segment_offset, group in groupby(found, key=_offset):
            ahead = segment_offset - original.tell()
            if ahead < 0:
                continue  # A finding that came late, behind what is written: the next pass.
            one = _mended(list(group))
            _copy(original, written, ahead)
            original.seek(len(one.segment.text), 1)
            written.write(_joined(one).encode("latin-1"))
            self._count(one)
            yield one
        shutil.copyfileobj(original, written)
        self.failure = run.files[-1].failure

    def _count(self, one: Mended) -> None:
        self.segments += 1
        if len(one.texts) != 1:
            self._also = (COUNTS,)
        for located in one.findings:
            rule = located.finding.rule
            self.mended[rule] = self.mended.get(rule, 0) + 1


def _is_safe(located: Located) -> bool:
    repair = located.repair
    return repair is not None and repair.kind == "safe" and located.segment is not None


def _offset(located: Located) -> int:
    assert located.segment is not None
    return located.segment.offset


def _mended(found: list[Located]) -> Mended:
    """The segment with the first fix, and others as far as they change other elements."""
    segment = found[0].segment
    assert segment is not None
    assert segment.chunk.header is not None
    separator = segment.chunk.header.delimiters.element
    elements: list[str | None] = [*segment.elements]
    changed: set[int] = set()
    taken: list[Located] = []
    for located in found:
        assert located.repair is not None
        changes = _changes(located.repair, segment.elements, separator)
        if changes is None:
            if not taken:
                return Mended((located,), segment, located.repair.segments)
        elif changed.isdisjoint(changes):
            changed |= changes.keys()
            taken.append(located)
            for index, text in changes.items():
                elements[index] = text
    kept = (text for text in elements if text is not None)
    return Mended(tuple(taken), segment, (separator.join(kept),))


def _changes(fix: Fix, elements: list[str], separator: str) -> dict[int, str | None] | None:
    """The elements a fix changes, None for those at the end that it drops.

    None for a fix that adds elements, or other segments.
    """
    repaired: list[str | None] = [*fix.segments[0].split(separator)]
    if len(fix.segments) != 1 or len(repaired) > len(elements):
        return None
    repaired += [None] * (len(elements) - len(repaired))
    return {
        index: text
        for index, (text, written) in enumerate(zip(repaired, elements, strict=True))
        if text != written
    }


def _joined(one: Mended) -> str:
    """What stands in the segment's place; its own terminator is still to follow."""
    assert one.segment.chunk.header is not None
    return one.segment.chunk.header.separator.join(one.texts)


def _copy(original: BinaryIO, written: BinaryIO, length: int) -> None:
    while length > 0:
        block = original.read(min(length, _BLOCK))
        written.write(block)
        length -= len(block)

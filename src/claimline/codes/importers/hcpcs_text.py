"""HCPCS Level II as fixed-width text: record layout of CMS, 1-based positions in the comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimline.codes.importers import hcpcs
from claimline.codes.importers.layout import Content, Layout, Period, Start, quarter
from claimline.codes.importers.members import Member, RefusedError
from claimline.codes.importers.text import lines

# A code in 1-5 (a modifier in 4-5), a sequence number in 6-10, the record id in 11: 3 and 4 are the
# first and the further lines of a procedure code, 7 and 8 those of a modifier.
_LINE = re.compile(r"([0-9A-Z]{5}|   [0-9A-Z]{2})([0-9]{5})([3478])(.*)")
_FIRST = "37"
# The action code, 293, is the last field of a first line; blanks after it may be cut.
_FIRST_LENGTH = 293


def _recognises(start: Start) -> bool:
    return any(_LINE.match(line) for line in start.lines)


def _read(member: Member, period: Period) -> Content:
    return hcpcs.content(_records(member), period)


def _records(member: Member) -> Iterator[hcpcs.Record]:
    first, where, sequence = "", "", ""
    parts: list[str] = []
    for number, line in enumerate(lines(member), 1):
        line = line.rstrip("\r\n\x1a")
        found = _LINE.match(line)
        if found is None:
            if first and line.strip():
                raise RefusedError(
                    f"{member.path}: line {number:,}: expected a record with a code, a sequence "
                    f"number and record id 3, 4, 7 or 8 in columns 1 to 11; found {line[:40]!r}"
                )
            continue
        code, next_sequence, record_id, _ = found.groups()
        here = f"{member.path}: line {number:,}"
        if record_id in _FIRST:
            if first:
                yield _record(first, where, parts)
            if len(line) < _FIRST_LENGTH:
                raise RefusedError(
                    f"{here}: expected {_FIRST_LENGTH} characters or more; found {len(line)}: "
                    "the file is cut off or damaged"
                )
            first, where, parts = line, here, []
        elif not first or code != first[:5] or next_sequence <= sequence:
            raise RefusedError(
                f"{here}: expected the line after {first[:10]!r}; found {line[:10]!r}"
            )
        sequence = next_sequence
        parts.append(line[11:91].strip())
    if first:
        yield _record(first, where, parts)


def _record(line: str, where: str, parts: list[str]) -> hcpcs.Record:
    return hcpcs.Record(
        where=where,
        code=line[0:5].strip(),
        # CMS breaks between words.
        long_description=" ".join(parts),
        short_description=line[91:119].strip(),
        pricing=_fields(line, 119, 2, 4),  # 120-127
        multiple_pricing=line[127:128].strip(),
        cross_references=_fields(line, 204, 5, 5),  # 205-229
        coverage=line[229:230].strip(),
        betos=line[256:259].strip(),  # 257-259
        types_of_service=_fields(line, 260, 1, 5),  # 261-265
        added=line[268:276],  # 269-276
        action_effective=line[276:284],
        ended=line[284:292],
        action=line[292:293].strip(),
    )


def _fields(line: str, start: int, width: int, count: int) -> tuple[str, ...]:
    texts = (line[at : at + width].strip() for at in range(start, start + width * count, width))
    return tuple(text for text in texts if text)


LAYOUT = Layout(
    kind=hcpcs.KIND,
    title="HCPCS Level II quarterly release, fixed-width text",
    publisher=hcpcs.PUBLISHER,
    expected="lines with a code, a sequence number and record id 3, 4, 7 or 8 in columns 1 to 11",
    wanted=re.compile(hcpcs.DATA_MEMBER + "txt", re.IGNORECASE),
    recognises=_recognises,
    period=hcpcs.period,
    since=quarter,
    read=_read,
)

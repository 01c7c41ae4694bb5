"""Writing interchanges to a byte stream: segments, and the envelope that counts them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import BinaryIO, NoReturn, TypeAlias

from claimline.x12.delimiters import Delimiters
from claimline.x12.designator import Designator
from claimline.x12.types import D8

ElementText: TypeAlias = str | tuple[str | None, ...] | None
"""What an element carries: text, nothing, or the components of a composite."""

_USUAL_DELIMITERS = Delimiters()
_SEGMENT_ID = re.compile("[A-Z][A-Z0-9]{1,2}")
_ENVELOPE = frozenset({"ISA", "GS", "ST", "SE", "GE", "IEA"})
_LARGEST_CONTROL_NUMBER = 999_999_999


class X12WriteError(ValueError):
    """What was asked for cannot be written as X12; nothing of it has been."""


class Writer:
    """Writes interchanges, segment by segment, and keeps their counts and control numbers.

    Opening an interchange, functional group or transaction set closes the one before it. Every
    method raises X12WriteError, and writes nothing, when it is called out of place or its data
    cannot stand in an element. `line_end`, of CR and LF only, follows every terminator. No more
    than one segment is held in memory.
    """

    def __init__(
        self, stream: BinaryIO, delimiters: Delimiters = _USUAL_DELIMITERS, line_end: str = ""
    ) -> None:
        collision = delimiters.collision()
        if collision:
            raise X12WriteError(collision)
        if delimiters.repetition is None:
            raise X12WriteError("ISA11 of version 00501 needs a repetition separator")
        if line_end.strip("\r\n"):
            raise X12WriteError(f"the line end {line_end!r} is not made of CR and LF")
        self._stream = stream
        self._delimiters = delimiters
        self._repetition = delimiters.repetition
        self._segment_end = delimiters.terminator + line_end
        # Within ISO 8859-1, everything that no delimiter, C0 or C1 control character is.
        taken = re.escape("".join(delimiters.by_name().values()))
        self._unwritable = re.compile(f"[^ -~\xa0-\xff]|[{taken}]")
        self._interchange: int | None = None
        self._group: int | None = None
        self._transaction_set: str | None = None
        self._group_count = 0
        self._transaction_set_count = 0
        self._segment_count = 0

    def interchange(
        self,
        *,
        sender: str,
        receiver: str,
        date: datetime.date,
        time: datetime.time,
        control_number: int,
        sender_qualifier: str = "ZZ",
        receiver_qualifier: str = "ZZ",
        usage: str = "P",
        acknowledgment_requested: bool = False,
    ) -> None:
        """Open an interchange: write its ISA, every element padded to its fixed width.

        `usage` is `P` for production or `T` for test; `time` is written to the minute.
        """
        number = _control_number("ISA13", control_number)
        text = self._delimiters.element.join(
            (
                "ISA",
                "00",
                " " * 10,
                "00",
                " " * 10,
                self._fixed_width(5, sender_qualifier, 2),
                self._fixed_width(6, sender.ljust(15), 15),
                self._fixed_width(7, receiver_qualifier, 2),
                self._fixed_width(8, receiver.ljust(15), 15),
                D8.write(date)[2:],
                f"{time:%H%M}",
                self._repetition,
                "00501",
                number.zfill(9),
                "1" if acknowledgment_requested else "0",
                self._fixed_width(15, usage, 1),
                self._delimiters.component,
            )
        )
        self.close()
        self._put(text)
        self._interchange = control_number
        self._group_count = 0

    def acknowledgment(self, *elements: str) -> None:
        """Write the TA1 that answers another interchange, before the first functional group."""
        if self._interchange is None or self._group is not None or self._group_count:
            raise X12WriteError("TA1 stands in an interchange, before its functional groups")
        self._put(self._text("TA1", elements))

    def group(
        self,
        *,
        sender: str,
        receiver: str,
        date: datetime.date,
        time: datetime.time,
        control_number: int,
        code: str = "HC",
        version: str = "005010X222A1",
    ) -> None:
        """Open a functional group: write its GS. `time` is written to the minute."""
        if self._interchange is None:
            raise X12WriteError("a functional group needs an open interchange")
        number = _control_number("GS06", control_number)
        text = self._complete(
            "GS", code, sender, receiver, D8.write(date), f"{time:%H%M}", number, "X", version
        )
        if self._group is not None:
            self.close_group()
        self._put(text)
        self._group = control_number
        self._group_count += 1
        self._transaction_set_count = 0

    def transaction_set(
        self, control_number: str, code: str = "837", version: str = "005010X222A1"
    ) -> None:
        """Open a transaction set: write its ST."""
        if self._group is None:
            raise X12WriteError("a transaction set needs an open functional group")
        text = self._complete("ST", code, control_number, version)
        if self._transaction_set is not None:
            self.close_transaction_set()
        self._put(text)
        self._transaction_set = control_number
        self._transaction_set_count += 1
        self._segment_count = 1

    def segment(self, segment_id: str, *elements: ElementText) -> None:
        """Write one segment of the open transaction set; a composite is a tuple of components.

        None and `""` are empty. Empty elements and components at the end are not sent, gaps are
        kept. Refused, by designator: data that holds a delimiter in use, a control character or
        one outside Latin-1; a segment with no element; a segment of the envelope.
        """
        if self._transaction_set is None:
            raise X12WriteError(f"{segment_id} needs an open transaction set")
        if segment_id in _ENVELOPE:
            raise X12WriteError(f"{segment_id} belongs to the envelope, which has its own methods")
        if not _SEGMENT_ID.fullmatch(segment_id):
            raise X12WriteError(f"{segment_id!r} is no segment id")
        self._put(self._text(segment_id, elements))
        self._segment_count += 1

    def close_transaction_set(self) -> None:
        """Write the SE of the open transaction set."""
        if self._transaction_set is None:
            raise X12WriteError("no transaction set is open")
        self._put(self._text("SE", (str(self._segment_count + 1), self._transaction_set)))
        self._transaction_set = None

    def close_group(self) -> None:
        """Write the GE of the open functional group, and before it the SE it lacks."""
        if self._group is None:
            raise X12WriteError("no functional group is open")
        if self._transaction_set is not None:
            self.close_transaction_set()
        self._put(self._text("GE", (str(self._transaction_set_count), str(self._group))))
        self._group = None

    def close_interchange(self) -> None:
        """Write the IEA of the open interchange, and before it the GE and SE it lacks."""
        if self._interchange is None:
            raise X12WriteError("no interchange is open")
        if self._group is not None:
            self.close_group()
        self._put(self._text("IEA", (str(self._group_count), f"{self._interchange:09}")))
        self._interchange = None

    def close(self) -> None:
        """Close the open interchange, if there is one. The stream stays open."""
        if self._interchange is not None:
            self.close_interchange()

    def _put(self, text: str) -> None:
        self._stream.write((text + self._segment_end).encode("latin-1"))

    def _text(self, segment_id: str, elements: Sequence[ElementText]) -> str:
        """A segment without its terminator."""
        texts = []
        for number, element in enumerate(elements, 1):
            if not element:
                texts.append("")
            elif isinstance(element, str):
                if self._unwritable.search(element):
                    self._refuse(element, Designator(segment_id, None, number))
                texts.append(element)
            else:
                texts.append(self._composite(segment_id, number, element))
        _trim(texts)
        if not texts:
            raise X12WriteError(f"{segment_id} has no element")
        return self._delimiters.element.join((segment_id, *texts))

    def _composite(self, segment_id: str, number: int, components: tuple[str | None, ...]) -> str:
        texts = [component or "" for component in components]
        for position, text in enumerate(texts, 1):
            if self._unwritable.search(text):
                self._refuse(text, Designator(segment_id, None, number, position))
        _trim(texts)
        return self._delimiters.component.join(texts)

    def _complete(self, segment_id: str, *elements: str) -> str:
        """A segment of the envelope, which leaves no element out."""
        for number, text in enumerate(elements, 1):
            if not text.strip(" "):
                raise X12WriteError(f"{Designator(segment_id, None, number)} is blank")
        return self._text(segment_id, elements)

    def _fixed_width(self, number: int, text: str, width: int) -> str:
        """An element of ISA as wide as it must be, and not blank."""
        designator = Designator("ISA", None, number)
        if not text.strip(" ") or len(text) != width:
            raise X12WriteError(f"{designator} is {width} characters wide and not blank")
        if self._unwritable.search(text):
            self._refuse(text, designator)
        return text

    def _refuse(self, text: str, designator: Designator) -> NoReturn:
        """Raise the error that names the first character of text that cannot be written."""
        match = self._unwritable.search(text)
        assert match is not None
        character = match[0]
        for name, delimiter in self._delimiters.by_name().items():
            if character == delimiter:
                raise X12WriteError(f"{designator} holds {character!r}, the {name}")
        kind = "outside Latin-1" if character > "\xff" else "for control"
        raise X12WriteError(f"{designator} holds {character!r}, a character {kind}")


def _trim(texts: list[str]) -> None:
    while texts and not texts[-1]:
        texts.pop()


def _control_number(designator: str, number: int) -> str:
    if not 0 <= number <= _LARGEST_CONTROL_NUMBER:
        raise X12WriteError(f"{designator} takes a control number of one to nine digits")
    return str(number)

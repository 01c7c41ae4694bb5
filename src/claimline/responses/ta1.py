"""TA1: the answer to a whole interchange."""

from __future__ import annotations

from claimline.claim import readings
from claimline.responses.answer import Answer, Kind
from claimline.x12.element import Element


class InterchangeAnswer(Answer):
    """TA1: whether an interchange was taken; number, date and time are those of its ISA."""

    kind = Kind.TA1
    name = "ISA"
    control_number = Element("TA101", readings.text)
    date = Element("TA102", readings.text)
    time = Element("TA103", readings.text)
    code = Element("TA104", readings.code)
    note = Element("TA105", readings.text)

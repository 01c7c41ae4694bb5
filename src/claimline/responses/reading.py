"""Reading responses: the answers of any TA1, 999, 277CA and 835 in a stream, as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from claimline.claim.assembly import Assembler
from claimline.claim.document import Readable, read
from claimline.claim.events import Closed, Event
from claimline.claim.views import TransactionSet
from claimline.responses.answer import Answer, Content, Place
from claimline.responses.claim_status import ClaimStatusContent
from claimline.responses.functional import FunctionalContent
from claimline.responses.remittance import RemittanceContent
from claimline.responses.ta1 import InterchangeAnswer
from claimline.x12.reader import Chunk

# The answer to an enquiry (276) is a 277 too.
_STATUS_ENQUIRY = "005010X212"
_CONTENTS: dict[str, Callable[[Place], Content]] = {
    "999": FunctionalContent,
    "277": ClaimStatusContent,
    "835": RemittanceContent,
}


def read_responses(source: Readable) -> Iterator[Answer]:
    """What a file of TA1, 999, 277CA and 835 says, in its order (a path, bytes or a stream).

    The kind is told by content, so a file may hold several. An InterchangeAnswer stands for each
    TA1; a SetAnswer for each transaction set that a 999 speaks of, and a GroupAnswer behind them; a
    BatchStatus, a ProviderStatus and a ClaimStatus for each level of a 277CA; a ClaimPayment for
    each claim of an 835, a ProviderAdjustment for each reason of PLB, and the Remittance behind
    them. Other transaction sets are passed over. Money is in integer cents. Raises X12Error when
    the source cannot be opened, and where reading ends, after all that comes before.
    """
    document = read(source)
    return (
        event.view
        for event in events(document.chunks())
        if isinstance(event, Closed) and isinstance(event.view, Answer)
    )


def events(chunks: Iterable[Chunk]) -> Iterator[Event]:
    """Every envelope as it opens and closes, and every answer when it is complete."""
    assembler = _ResponseAssembler()
    for chunk in chunks:
        yield from assembler.feed(chunk)
    yield from assembler.finish()


def is_response(view: TransactionSet) -> bool:
    """Whether a transaction set is one that is read here."""
    is_enquiry = (view.guide or "").startswith(_STATUS_ENQUIRY)
    return view.code in _CONTENTS and not is_enquiry


class _ResponseAssembler(Assembler):
    """An assembler that reads what stands in responses."""

    def __init__(self) -> None:
        super().__init__()
        self._content: Content | None = None
        self._inside: TransactionSet | None = None

    def other(self, elements: list[str]) -> Iterator[Event]:
        """A segment of a response."""
        if elements[0] == "TA1":
            answer = InterchangeAnswer()
            self._runs.add(answer)
            answer.fill(elements, self._component)
            yield Closed(answer)
            return
        if self._set is not self._inside:
            self._begin(self._set)
        if self._content:
            yield from map(Closed, self._content.take(elements, self._component))

    def _begin(self, view: TransactionSet | None) -> None:
        self._inside = view
        known = view is not None and is_response(view)
        self._content = _CONTENTS[view.code or ""](self._runs.add) if view and known else None

    def _leave_claims(self) -> Iterator[Event]:
        """What stands in a transaction set is complete before the set is."""
        if self._content:
            yield from map(Closed, self._content.finish())
            self._content = self._inside = None
        yield from super()._leave_claims()

"""Damaged claims that were sent: answered, and the answer read back, whatever stands in them."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from hypothesis import given, settings

from claimline.responses.acknowledging import acknowledge
from claimline.responses.run import RejectsRun
from claimline.responses.sent import Sent
from claimline.x12.errors import X12Error
from claimline.x12.writer import X12WriteError
from tests.lint.damage import claims_in, damaged


@settings(max_examples=60, deadline=None)
@given(damaged())
def test_answer_to_damaged_claims_is_whole_and_joined(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, stream = Path(folder) / "sent.837", BytesIO()
        path.write_bytes(data)
        try:
            acknowledge(path, stream)
        except (X12Error, X12WriteError):
            return

        with RejectsRun([path]) as run:
            records = list(run.read(stream.getvalue(), "answer"))

        assert run.files[0].failures == []
        assert records


@settings(max_examples=40, deadline=None)
@given(damaged())
def test_every_claim_is_indexed(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, Sent() as sent:
        path = Path(folder) / "sent.837"
        path.write_bytes(data)

        sent.add(path)

        assert sent.claims == claims_in(data)

"""Sample responses: every claim and line accounted for, and accepted ones said to be accepted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from claimline.responses.claim_status import ClaimStatus
from claimline.responses.functional import SetAnswer
from claimline.responses.reading import read_responses
from claimline.responses.record import Level
from claimline.responses.remittance import ClaimPayment
from claimline.responses.run import RejectsRun

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

# What each file says: outcomes of its records, how many are not joined, what is at stake.
FILES = {
    "277ca_rejected.txt": ({"accepted": 1, "rejected": 1}, 1, "199.14"),
    "999_rejected.txt": ({"rejected": 3}, 3, "0.00"),
    "999_three_837.edi": ({"accepted": 2, "rejected": 4}, 6, "0.00"),
    "835_multiple_claims.edi": ({"paid": 43}, 42, "0.00"),
    "835_secondary.edi": ({"paid": 5}, 4, "0.00"),
    "own/f_277ca.277": ({"accepted": 3, "rejected": 2}, 0, "710.75"),
    "own/f_835.835": ({"paid": 4, "reduced": 1, "denied": 1, "adjusted": 1}, 0, "98.40"),
    "own/f_999_accepted.999": ({"accepted": 3}, 0, "0.00"),
    "own/g_999_rejected.999": ({"rejected": 3}, 0, "5063.00"),
    "own/f_ta1.ta1": ({"accepted": 1}, 0, "0.00"),
    "own/ta1_rejected.ta1": ({"rejected": 1}, 1, "0.00"),
}
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the sample files are not at hand")


def sent() -> list[Path]:
    return sorted([*CORPUS.glob("own/*.837"), *CORPUS.glob("837*")])


@pytest.mark.parametrize("name", FILES)
def test_every_claim_and_line_is_accounted_for(name: str) -> None:
    outcomes, unmatched, at_stake = FILES[name]
    answers = list(read_responses(CORPUS / name))
    claims = [one for one in answers if isinstance(one, (ClaimStatus, ClaimPayment))]
    lines = sum(len(one.lines if isinstance(one, ClaimStatus) else one.services) for one in claims)
    sets = sum(isinstance(one, SetAnswer) for one in answers)

    with RejectsRun(sent()) as run:
        records = list(run.read(CORPUS / name))

        assert run.at_stake == at_stake
    levels = Counter(record.level for record in records)
    assert not run.files[0].failures
    assert {outcome.value: count for outcome, count in run.summary.outcomes.items()} == outcomes
    assert sum(record.is_unmatched for record in records) == unmatched
    if claims:
        assert (levels[Level.CLAIM], levels[Level.LINE]) == (len(claims), lines)
        assert run.files[0].claims == len(claims)
    else:
        assert levels[Level.TRANSACTION_SET] >= sets


def test_rejected_line_is_the_one_the_sample_names() -> None:
    with RejectsRun(sent()) as run:
        records = list(run.read(CORPUS / "own" / "g_999_rejected.999"))

    (line,) = [record for record in records if record.level is Level.LINE]
    assert (line.claim, line.service_line) == ("KAFO-0011", "3")
    assert (line.candidates, line.values) == (("SV103",), ("EA",))
    assert [one.rule for one in line.rules if one.fires] == ["UNT001"]

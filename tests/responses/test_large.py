"""Many claims sent, a 277CA and an 835 for all of them: time linear, memory flat.

`python -m pytest -m slow tests/responses/test_large.py -s` prints the figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest

from claimline.claim.document import read
from claimline.claim.views import ClaimAsSent
from claimline.sample import write_batch

# Every so many claims is rejected or denied; the others are accepted or paid.
EVERY = 20
MEASURE = """
import json, sys, time
from pathlib import Path
from claimline.responses.run import RejectsRun
def peak():
    # Of this program alone: what getrusage says counts the one that started it.
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
start = time.process_time()
with RejectsRun([sys.argv[1]]) as run:
    indexed = time.process_time() - start
    joins, outcomes = {}, {}
    for path in sys.argv[2:]:
        for record in run.read(path):
            joins[record.join] = joins.get(record.join, 0) + 1
            outcomes[record.outcome] = outcomes.get(record.outcome, 0) + 1
    at_stake = run.at_stake
print(json.dumps({
    "indexed": indexed,
    "seconds": time.process_time() - start,
    "megabytes": peak(),
    "joins": joins,
    "outcomes": outcomes,
    "failures": [failure for report in run.files for failure in report.failures],
    "at_stake": at_stake,
}))
"""


class Answers:
    """Writes a 277CA or an 835 segment by segment."""

    def __init__(self, stream: BinaryIO, code: str, group: str, guide: str) -> None:
        self._stream = stream
        self._count = 1
        header = "ISA*00*          *00*          *ZZ*TESTRCV01      *ZZ*TESTSUB01      "
        self._raw(f"{header}*260120*0700*^*00501*000000009*0*T*:")
        self._raw(f"GS*{group}*TESTRCV01*TESTSUB01*20260120*0700*9*X*{guide}")
        self._raw(f"ST*{code}*0001")

    def write(self, text: str) -> None:
        for segment in filter(None, text.split("~")):
            self._raw(segment)
            self._count += 1

    def close(self) -> None:
        self._raw(f"SE*{self._count + 1}*0001")
        self._raw("GE*1*9")
        self._raw("IEA*1*000000009")

    def _raw(self, segment: str) -> None:
        self._stream.write(f"{segment}~\n".encode())


def dollars(cents: int | None) -> str:
    return f"{(cents or 0) / 100:.2f}"


def write_status(answers: Answers, number: int, claim: ClaimAsSent) -> None:
    answers.write(f"HL*{number + 3}*3*PT~NM1*QC*1*X*Y~TRN*2*{claim.identifier}~")
    if number % EVERY:
        answers.write(f"STC*A2:20*20260120*WQ*{dollars(claim.charge)}~REF*1K*ICN{number}~")
        return
    line = claim.lines[0]
    answers.write(f"STC*A3:247*20260120*U*{dollars(claim.charge)}~SVC*HC:{line.code}~STC*A7:507~")
    answers.write(f"REF*FJ*{line.control_number}~")


def write_payment(answers: Answers, number: int, claim: ClaimAsSent) -> None:
    charge = dollars(claim.charge)
    paid = "0" if number % EVERY == 1 else charge
    answers.write(f"CLP*{claim.identifier}*1*{charge}*{paid}**MB*ICN{number}~")
    for line in claim.lines:
        code = ":".join(filter(None, (line.code, *(line.modifiers or ()))))
        own = dollars(line.charge)
        answers.write(f"SVC*HC:{code}*{own}*{'0' if paid == '0' else own}~DTM*472*20260101~")
        if paid == "0":
            answers.write(f"CAS*CO*50*{own}~")
        answers.write(f"REF*6R*{line.control_number}~")


def batch(folder: Path, claims: int) -> list[Path]:
    """What was sent, a 277CA and an 835 for all of it."""
    paths = [folder / f"{claims}.{kind}" for kind in ("837", "277", "835")]
    with paths[0].open("wb") as stream:
        write_batch(stream, claims=claims, seed=1, as_of=date(2026, 1, 15))
    with paths[1].open("wb") as status, paths[2].open("wb") as payment:
        ca = Answers(status, "277", "HN", "005010X214")
        ca.write("BHT*0085*08*1*20260120*0700*TH~HL*1**20*1~HL*2*1*21*1~TRN*2*B~HL*3*2*19*1~")
        remit = Answers(payment, "835", "HP", "005010X221A1")
        remit.write("BPR*I*0~TRN*1*EFT~LX*1~")
        for number, claim in enumerate(read(paths[0]).claims(), 1):
            write_status(ca, number, claim)
            write_payment(remit, number, claim)
        ca.close()
        remit.close()
    return paths


def measured(paths: list[Path]) -> dict[str, object]:
    process = [sys.executable, "-c", MEASURE, *map(str, paths)]
    found = subprocess.run(process, capture_output=True, check=True, text=True)
    figures: dict[str, object] = json.loads(found.stdout)
    return figures


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is not told here")
def test_fifty_thousand_claims_take_linear_time_and_flat_memory(tmp_path: Path) -> None:
    few, many = (measured(batch(tmp_path, claims)) for claims in (5_000, 50_000))
    print(f"\n5,000: {few}\n50,000: {many}")

    for figures, claims in ((few, 5_000), (many, 50_000)):
        outcomes, joins = figures["outcomes"], figures["joins"]
        assert isinstance(outcomes, dict)
        assert isinstance(joins, dict)
        assert outcomes["accepted"] == claims - claims // EVERY
        # The batch number of the answers is none that was sent, and the payment is one record.
        assert joins.pop("none") == 2
        assert set(joins) == {"control-number"}
    assert figures["failures"] == []
    assert float(str(many["seconds"])) < 13 * float(str(few["seconds"]))
    assert float(str(many["megabytes"])) < 1.25 * float(str(few["megabytes"]))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is not told here")
def test_answers_to_all_are_joined_by_number(tmp_path: Path) -> None:
    figures = measured(batch(tmp_path, 60))

    assert figures["failures"] == []
    joins = figures["joins"]
    assert isinstance(joins, dict)
    assert set(joins) == {"control-number", "none"}
    assert joins["none"] == 2

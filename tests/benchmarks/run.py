"""The benchmark: `python tests/benchmarks/run.py [--claims 10000]` prints one table.

What is compared runs in turn, each run in a process of its own, several rounds in one go on one
machine; the ratios are medians of those of the rounds, and mean more than the absolute figures,
which are of processor time. pyx12 reads a shorter batch of the same kind, for it takes minutes over
the long one. Where the time goes is told by doing ever more of the work. Peak memory is that of the
whole process.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

BLOCK = 1 << 16
MOST_CLAIMS_FOR_PYX12 = 4_000  # some twenty seconds
STARTS = 5
ENVELOPE = (b"ISA", b"GS", b"ST", b"SE", b"GE", b"IEA")
# This process stays small: on Linux a child's peak memory counts from its parent's.
RESIDENT_UNITS_IN_A_MEGABYTE = 1 << 20 if sys.platform == "darwin" else 1 << 10


@dataclass(frozen=True, slots=True)
class Batch:
    """A sampled batch on disk."""

    path: Path
    claims: int
    segments: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run over a batch: processor time in seconds, peak memory of its process in megabytes."""

    seconds: float
    peak: float
    findings: int
    memories: dict[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `first` and `goal` are the budgets, empty where there is none."""

    what: str
    figure: str
    first: str = ""
    goal: str = ""


# What a process of its own does.


def split_bare(path: str) -> int:
    """Read in blocks, split into segments and elements, and do nothing with them."""
    rest = b""
    with open(path, "rb") as stream:
        while block := stream.read(BLOCK):
            *segments, rest = (rest + block).split(b"~")
            for segment in segments:
                segment.split(b"*")
    return 0


def read_chunks(path: str) -> int:
    """Read into segments, their terminators and line ends taken off."""
    from claimline.x12 import reader

    with open(path, "rb") as stream:
        for _ in reader.read_chunks(stream):
            pass
    return 0


def hold_to_forms(path: str) -> int:
    """The same, each segment placed in the guide and held to its form; no view is made."""
    from claimline.claim import assembly, claims

    def nothing(node: object) -> claims.Use:
        return claims.Use(None, None, None)

    # For good, since this process does nothing else.
    for module in (assembly, claims):
        vars(module)["use_of"] = nothing
    return make_views(path)


def make_views(path: str) -> int:
    """The same, with claims, lines and names read into views."""
    from claimline.claim.document import read
    from claimline.claim.events import Closed
    from claimline.claim.views import ClaimAsSent, Level

    levels: dict[str, Level] = {}
    for event in read(path).events():
        view = event.view if isinstance(event, Closed) else None
        if isinstance(view, ClaimAsSent):
            view.release()
        elif isinstance(view, Level):
            # As linting does: under the last of its kind stands no claim any more.
            if last := levels.get(view.loop):
                last.release()
            levels[view.loop] = view
    return 0


def lint_structure(path: str) -> int:
    """The same, with structure judged but no rule asked about what a claim says."""
    from claimline.lint.run import LintRun
    from claimline.rules.structure import structure_rules

    return sum(1 for _ in LintRun(select=structure_rules()).read(path))


def lint(path: str) -> int:
    """All rules over the file; how many findings."""
    from claimline.claim.views import procedure
    from claimline.lint.run import LintRun

    run = LintRun()
    findings = sum(1 for _ in run.read(path))
    told = run.statistics
    MEMORIES["services"] = share(told.hits, told.misses)
    MEMORIES["services of a claim"] = share(told.claim_hits, told.claim_misses)
    new = procedure.cache_info().misses
    MEMORIES["procedures"] = share(run.summary.lines - new, new)
    return findings


def validate_with_pyx12(path: str) -> int:
    """What pyx12 does to write a 999; 1 where it finds the file not valid."""
    import pyx12.params
    import pyx12.x12n_document

    parameters = pyx12.params.params()
    parameters.set("charset", "E")
    parameters.set("exclude_external_codes", None)
    document = pyx12.x12n_document.x12n_document
    return 0 if document(parameters, path, io.StringIO(), None) else 1


TASKS: dict[str, tuple[str, Callable[[str], int]]] = {
    "bare": ("io", split_bare),
    "read": ("claimline.x12.reader", read_chunks),
    "forms": ("claimline.claim.document", hold_to_forms),
    "views": ("claimline.claim.document", make_views),
    "structure": ("claimline.lint.run", lint_structure),
    "lint": ("claimline.lint.run", lint),
    "pyx12": ("pyx12.x12n_document", validate_with_pyx12),
}


# The share of hits of each of the engine's memories in this process, from 0 to 1.
MEMORIES: dict[str, float] = {}


def share(hits: int, misses: int) -> float:
    return hits / max(1, hits + misses)


def work(task: str, path: str) -> Run:
    """Do one task in this process."""
    module, run = TASKS[task]
    importlib.import_module(module)
    if module.startswith("claimline.lint"):
        # Importing the rules is part of starting, which has a row of its own.
        importlib.import_module("claimline.rules.registry").all_rules()
    start = time.process_time()
    findings = run(path)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / RESIDENT_UNITS_IN_A_MEGABYTE
    return Run(seconds, peak, findings, MEMORIES)


# What the process that compares them does.


def sampled(folder: Path, claims: int) -> Batch:
    """A batch of that many claims in `folder`."""
    from claimline.sample import write_batch

    path = folder / f"{claims}.837"
    if not path.exists():
        with path.open("wb") as stream:
            write_batch(stream, claims=claims)
    with path.open("rb") as stream:
        segments = sum(block.count(b"~") for block in iter(lambda: stream.read(BLOCK), b""))
    return Batch(path, claims, segments)


def rewritten(batch: Batch, name: str, change: Callable[[int, bytes], bytes]) -> Batch:
    """A batch with each of its segments, a line each, as `change` makes it from number and text."""
    path = batch.path.with_name(f"{batch.path.stem}-{name}.837")
    with batch.path.open("rb") as source, path.open("wb") as stream:
        for number, line in enumerate(source):
            stream.write(change(number, line.rstrip(b"~\n")) + b"~\n")
    return Batch(path, batch.claims, batch.segments)


def distinct(number: int, text: bytes) -> bytes:
    """A segment with a description, a name and a number of its own where there is room for them."""
    elements = text.split(b"*")
    match elements[0]:
        case b"SV1":
            components = elements[1].split(b":")
            padding = [b""] * (6 - len(components))
            elements[1] = b":".join((*components, *padding, b"ITEM %d" % number)[:7])
        case b"NM1" if elements[1] == b"DK":
            elements[3] = elements[3] + letters(number)
            elements[9] = npi(number)
    return b"*".join(elements)


def letters(number: int) -> bytes:
    """A number in letters, for names."""
    return bytes(ord("A") + int(digit) for digit in str(number))


def npi(number: int) -> bytes:
    """A national provider identifier whose check digit is right."""
    digits = f"1{number:08}"
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    total = 24 + doubled + sum(int(digit) for digit in digits[-2::-2])
    return f"{digits}{-total % 10}".encode()


def bad(number: int, text: bytes) -> bytes:
    """Every tenth segment that is none of an envelope, with a separator at its end."""
    wrong = number % 10 == 0 and text.split(b"*")[0] not in ENVELOPE
    return text + b"*" if wrong else text


def measured(task: str, batch: Batch) -> Run:
    """One run of a task in a new process."""
    command = [sys.executable, __file__, "--task", task, str(batch.path)]
    finished = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Run(**json.loads(finished.stdout))


def took(*arguments: str) -> float:
    """The time by the clock that the command takes with these arguments, in seconds."""
    command = [sys.executable, "-c", "from claimline.cli import main; main()", *arguments]
    start = time.perf_counter()
    finished = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if finished.returncode > 1:
        raise SystemExit(f"claimline {' '.join(arguments)} gave exit {finished.returncode}")
    return time.perf_counter() - start


def started(*arguments: str) -> float:
    """The shortest of the times of several starts."""
    return min(took(*arguments) for _ in range(STARTS))


def speed_rows(main: Batch, short: Batch, rounds: int) -> Iterator[Row]:
    """Segments a second of the three, and the two ratios."""
    compared = ("bare", "lint", "pyx12")
    speeds: dict[str, list[float]] = {task: [] for task in compared}
    findings = dict.fromkeys(compared, 0)
    memories: dict[str, float] = {}
    for _ in range(rounds):
        for task, batch in (("bare", main), ("lint", main), ("pyx12", short)):
            run = measured(task, batch)
            speeds[task].append(batch.segments / run.seconds)
            findings[task] = run.findings
            memories.update(run.memories)
    against_pyx12 = ratio(speeds["lint"], speeds["pyx12"])
    against_bare = ratio(speeds["bare"], speeds["lint"])
    yield Row(f"bare split, {size(main)}", rate(speeds["bare"]))
    yield Row(f"lint, {size(main)}, {findings['lint']} findings", rate(speeds["lint"]))
    verdict = "not valid" if findings["pyx12"] else "valid"
    yield Row(f"pyx12, {size(short)}, found {verdict}", rate(speeds["pyx12"]))
    yield Row("lint against pyx12, speed", f"{against_pyx12:.1f}x", "30x", "100x")
    yield Row("lint against bare split, time", f"{against_bare:.1f}x", "16x", "8x")
    for name, share in memories.items():
        yield Row(f"hits of the memory of {name}", f"{share:.1%}")


def other_rows(main: Batch, rounds: int) -> Iterator[Row]:
    """The ratio to bare splitting on batches where less can be remembered, or more is wrong."""
    for name, change in (("every text distinct", distinct), ("10 % bad segments", bad)):
        batch = rewritten(main, name.split()[0], change)
        runs = [(measured("bare", batch), measured("lint", batch)) for _ in range(rounds)]
        times = [lint.seconds for _, lint in runs]
        findings = runs[-1][1].findings
        yield Row(
            f"lint, {name}, {findings:,} findings",
            rate([batch.segments / seconds for seconds in times]),
        )
        against_bare = ratio(times, [bare.seconds for bare, _ in runs])
        yield Row(f"lint against bare split, {name}", f"{against_bare:.1f}x")


def share_rows(main: Batch, rounds: int) -> Iterator[Row]:
    """Where the time goes: what each part adds to those before it, in times of bare splitting."""
    parts = {
        "read": "reading segments",
        "forms": "placing them, holding them to forms",
        "views": "making views of them",
        "structure": "judging structure",
        "lint": "asking rules",
    }
    told: dict[str, list[float]] = {task: [] for task in parts}
    for _ in range(rounds):
        bare = measured("bare", main).seconds
        for task in parts:
            told[task].append(measured(task, main).seconds / bare)
    before = 0.0
    for task, what in parts.items():
        yield Row(f"of the time: {what}", f"{median(told[task]) - before:.1f}x bare")
        before = median(told[task])


def size_rows(small: Batch, half: Batch, large: Batch, rounds: int) -> Iterator[Row]:
    """Peak memory, and cost a claim, as the batch grows."""
    runs: dict[int, list[Run]] = {small.claims: [], large.claims: []}
    for _ in range(rounds):
        for batch in (small, large):
            runs[batch.claims].append(measured("lint", batch))
    peak_of_half = measured("lint", half).peak
    peak_of_large = max(run.peak for run in runs[large.claims])
    growth = peak_of_large / peak_of_half
    cost = ratio(
        [run.seconds / large.claims for run in runs[large.claims]],
        [run.seconds / small.claims for run in runs[small.claims]],
    )
    yield Row(f"peak memory, {size(half)}", f"{peak_of_half:.1f} MB")
    yield Row(f"peak memory, {size(large)}", f"{peak_of_large:.1f} MB", "120 MB", "60 MB")
    yield Row("peak memory, large against half", f"{growth:.2f}x", "1.10x", "1.00x")
    sizes = f"{large.claims:,} claims against {small.claims:,}"
    yield Row(f"cost of a claim, {sizes}", f"{cost:.2f}x", "1.10x", "1.00x")


def job_rows(large: Batch, rounds: int) -> Iterator[Row]:
    """How much sooner two processes are done than one."""
    path = str(large.path)
    pairs = [(took("lint", path), took("lint", "-j", "2", path)) for _ in range(rounds)]
    sooner = ratio([one for one, _ in pairs], [two for _, two in pairs])
    yield Row(
        f"lint -j 2 against one process, {large.claims:,} claims", f"{sooner:.2f}x", "1.6x", "1.9x"
    )


def start_rows(one: Batch) -> Iterator[Row]:
    """How long the command takes before and around its work."""
    yield Row("claimline --version", f"{started('--version'):.3f} s", "0.15 s", "0.10 s")
    seconds = started("lint", str(one.path))
    yield Row("claimline lint of one claim", f"{seconds:.3f} s", "0.50 s", "0.25 s")


def ratio(numerators: list[float], denominators: list[float]) -> float:
    """The median of the ratios of the rounds."""
    return median(a / b for a, b in zip(numerators, denominators, strict=True))


def rate(speeds: list[float]) -> str:
    return f"{median(speeds):,.0f} segments/s"


def size(batch: Batch) -> str:
    return f"{batch.claims:,} claims, {batch.segments:,} segments"


def table(rows: Iterator[Row]) -> Iterator[str]:
    """The rows as they come, in columns."""
    yield f"{'what':<62}{'figure':>24}{'first':>10}{'goal':>10}"
    for row in rows:
        yield f"{row.what:<62}{row.figure:>24}{row.first:>10}{row.goal:>10}"


def rows(folder: Path, claims: int, rounds: int) -> Iterator[Row]:
    """The whole table."""
    main = sampled(folder, claims)
    yield from speed_rows(main, sampled(folder, min(claims, MOST_CLAIMS_FOR_PYX12)), rounds)
    yield from other_rows(main, rounds)
    yield from share_rows(main, rounds)
    small, half, large = (
        sampled(folder, count) for count in (max(1, claims // 10), max(1, claims // 2), claims * 5)
    )
    yield from size_rows(small, half, large, rounds)
    yield from job_rows(large, rounds)
    yield from start_rows(sampled(folder, 1))


def main() -> None:
    parser = argparse.ArgumentParser(description="compare claimline with pyx12 and bare splitting")
    parser.add_argument("--claims", type=int, default=10_000, help="claims of the batch")
    parser.add_argument("--rounds", type=int, default=3, help="times everything is run")
    parser.add_argument("--task", nargs=2, metavar=("TASK", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        print(json.dumps(asdict(work(*options.task))))
        return
    with TemporaryDirectory() as folder:
        for line in table(rows(Path(folder), options.claims, options.rounds)):
            print(line, flush=True)


if __name__ == "__main__":
    main()

"""The benchmark: `python tests/benchmarks/run.py [--claims 10000]` prints one table.

What is compared runs in turn, each run in a process of its own, several rounds in one go on one
machine; the ratios are medians of those of the rounds, and mean more than the absolute figures.
pyx12 reads a shorter batch of the same kind, for it takes minutes over the long one. Peak memory
is that of the whole process.
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
    """One run over a batch: seconds of the call, peak memory of its process in megabytes."""

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


def lint(path: str) -> int:
    """All rules over the file; how many findings."""
    from claimline.lint.run import LintRun

    run = LintRun()
    findings = sum(1 for _ in run.read(path))
    MEMORIES["service verdicts"] = share(run.statistics.hits, run.statistics.misses)
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
    "lint": ("claimline.lint.run", lint),
    "pyx12": ("pyx12.x12n_document", validate_with_pyx12),
}


# The share of hits of each of the engine's memories in this process, from 0 to 1.
MEMORIES: dict[str, float] = {}


def share(hits: int, misses: int) -> float:
    return hits / max(1, hits + misses)


def memory_report() -> dict[str, float]:
    """The share of hits of each memory, by its name."""
    views = sys.modules.get("claimline.claim.views")
    if views:
        told = views.procedure.cache_info()
        MEMORIES["procedures"] = share(told.hits, told.misses)
    return MEMORIES


def work(task: str, path: str) -> Run:
    """Do one task in this process."""
    module, run = TASKS[task]
    importlib.import_module(module)
    start = time.perf_counter()
    findings = run(path)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / RESIDENT_UNITS_IN_A_MEGABYTE
    return Run(seconds, peak, findings, memory_report())


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


def measured(task: str, batch: Batch) -> Run:
    """One run of a task in a new process."""
    command = [sys.executable, __file__, "--task", task, str(batch.path)]
    finished = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Run(**json.loads(finished.stdout))


def started(*arguments: str) -> float:
    """The shortest time of several that the command takes with these arguments, in seconds."""
    command = [sys.executable, "-c", "from claimline.cli import main; main()", *arguments]
    times = []
    for _ in range(STARTS):
        start = time.perf_counter()
        finished = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - start)
        if finished.returncode > 1:
            raise SystemExit(f"claimline {' '.join(arguments)} gave exit {finished.returncode}")
    return min(times)


def speed_rows(main: Batch, short: Batch, rounds: int) -> Iterator[Row]:
    """Segments a second of the three, and the two ratios."""
    speeds: dict[str, list[float]] = {task: [] for task in TASKS}
    findings = dict.fromkeys(TASKS, 0)
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
    small, half, large = (
        sampled(folder, count) for count in (max(1, claims // 10), max(1, claims // 2), claims * 5)
    )
    yield from size_rows(small, half, large, rounds)
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

"""Linting in several processes, each with its share of the transaction sets.

All of them read all files and judge the envelopes, so that counts, numbers and places are those of
the whole; a transaction set is read into claims and judged by one of them. What they find is put
together in the order of the files: it is what one process finds.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from operator import itemgetter
from pathlib import Path
from queue import Queue
from typing import Final, TypeAlias

from claimline.lint.locate import Located
from claimline.lint.run import FileReport, LintRun

_FORK: Final = "fork"
# How many batches of findings may wait for those of another process, which come before them.
_MOST_WAITING = 1 << 10

# The number of the file and of the section in it, and whether it is the file's end.
Key: TypeAlias = tuple[int, int, bool]
Told: TypeAlias = tuple[Key, Located | FileReport]


class WorkerError(RuntimeError):
    """A process ended before it had judged its share."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one process found since it last told, and how much it has read in all."""

    told: list[Told]
    claims: int
    lines: int
    segments: int


@dataclass(frozen=True, slots=True)
class _End:
    """A process is done; `unmatched` are the facts of claims and lines that it has not met."""

    unmatched: list[str]


def can_share(names: Sequence[str]) -> bool:
    """Whether several processes can read these files: they can be read more than once."""
    paths = [Path(name) for name in names]
    return _FORK in get_all_start_methods() and all(
        path.is_file() or not path.exists() for path in paths
    )


def lint_shared(
    run: LintRun, names: Sequence[str], jobs: int, ended: Callable[[FileReport], None]
) -> Iterator[Located]:
    """The findings of files, as `run` would find them one after another; `ended` is told of each.

    The run counts what its `jobs` processes judge. Raises WorkerError where one of them is lost,
    and what it raised where one fails.
    """
    shared = _Shared(run, len(names), jobs, ended)
    with_fork = get_context(_FORK)
    taken = with_fork.Value("q", 0)
    workers: list[tuple[BaseProcess, Connection]] = []
    try:
        for number in range(jobs):
            here, there = with_fork.Pipe(duplex=False)
            worker: BaseProcess = with_fork.Process(
                target=_work, args=(run, names, number, taken, there), daemon=True
            )
            worker.start()
            there.close()
            workers.append((worker, here))
        yield from shared.findings([here for _, here in workers])
    finally:
        for worker, here in workers:
            worker.terminate()
            worker.join()
            here.close()


def _work(
    run: LintRun, names: Sequence[str], number: int, taken: Synchronized[int], there: Connection
) -> None:
    """Judge a share of the files and send what was found, a batch for each chunk that is read.

    The sections up to `taken` are taken: who first comes to one takes it.
    """
    # Whoever started this process ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def take(section: int) -> bool:
        with taken.get_lock():
            is_free = taken.value < section
            taken.value = max(taken.value, section)
        return is_free

    run.takes, run.is_own = take, number == 0
    told: list[Told] = []

    def send(claims: int, segments: int) -> None:
        there.send(_Batch(told, claims, run.summary.lines, segments))
        told.clear()

    run.tick = send
    try:
        for at, name in enumerate(names):
            for located in run.read(name):
                key = at, run.section, False
                told.append((key, located.detached(show_phi=run.show_phi)))
            told.append(((at, run.section, True), run.files[-1]))
        send(run.summary.claims, run.summary.segments)
        there.send(_End(run.facts.unmatched() if run.facts else []))
    except BrokenPipeError:
        return  # Nobody wants to know any more.
    except Exception as error:
        there.send(error)


class _Shared:
    """Puts together what the processes of a run tell."""

    def __init__(
        self, run: LintRun, files: int, jobs: int, ended: Callable[[FileReport], None]
    ) -> None:
        self._run = run
        self._ended = ended
        self._tick = run.tick
        self._parts: list[list[FileReport]] = [[] for _ in range(files)]
        self._read = [_Batch([], 0, 0, 0)] * jobs

    def findings(self, connections: Sequence[Connection]) -> Iterator[Located]:
        """The findings in the order of the files, each counted."""
        once = {code for code, rule in self._run.rules.items() if rule.once}
        streams = [self._told(number, one) for number, one in enumerate(connections)]
        for (at, _, _), told in merge(*streams, key=itemgetter(0)):
            if isinstance(told, FileReport):
                self._end_of_file(at, told)
                continue
            rule = told.finding.rule
            if rule in self._run.said:
                continue
            if rule in once:
                self._run.said.add(rule)
            self._run.summary.count(told.finding.severity)
            yield told

    def _told(self, number: int, connection: Connection) -> Iterator[Told]:
        """What one process tells, in its order."""
        for message in _received(connection):
            if isinstance(message, _End):
                if self._run.facts:
                    self._run.facts.match_but(message.unmatched)
                return
            self._read[number] = message
            self._count()
            yield from message.told
        raise WorkerError("a process that judged claims was ended from outside; lint again")

    def _count(self) -> None:
        summary = self._run.summary
        summary.claims = sum(batch.claims for batch in self._read)
        summary.lines = sum(batch.lines for batch in self._read)
        summary.segments = max(batch.segments for batch in self._read)
        if self._tick:
            self._tick(summary.claims, summary.segments)

    def _end_of_file(self, at: int, report: FileReport) -> None:
        """A process is at the end of a file; the last of them ends it."""
        parts = self._parts[at]
        parts.append(report)
        if len(parts) == len(self._read):
            whole = replace(report, claims=sum(part.claims for part in parts))
            self._run.files.append(whole)
            self._ended(whole)


def _received(connection: Connection) -> Iterator[_Batch | _End]:
    """What a process sends, read on while what came before is waited for."""
    waiting: Queue[object] = Queue(_MOST_WAITING)
    threading.Thread(target=_receive, args=(connection, waiting), daemon=True).start()
    while (message := waiting.get()) is not None:
        if isinstance(message, Exception):
            raise message
        assert isinstance(message, (_Batch, _End))
        yield message


def _receive(connection: Connection, waiting: Queue[object]) -> None:
    """Put what comes into a queue, and None where nothing comes any more."""
    try:
        while True:
            waiting.put(connection.recv())
    except (EOFError, OSError):
        waiting.put(None)

"""Several processes that share the files find what one process finds."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Generator, Iterator, Sequence
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings

from claimline.claim.facts_file import facts_of
from claimline.findings import Finding
from claimline.lint import jobs
from claimline.lint.jobs import WorkerError, can_share, lint_shared
from claimline.lint.locate import Snippet
from claimline.lint.run import FileReport, LintRun, Summary
from claimline.rules.example import lay
from claimline.sample import write_batch
from tests.lint.damage import BOTH_SIDES, CLAIM, GOOD, batch, damaged

Found = tuple[list[Finding], list[FileReport], Summary]

SE = b"SE*"
TWICE = lay(CLAIM.format(name="A-1") + GOOD)


def sets(*bodies: str, change: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """An interchange with a transaction set for each body; GE01 says how many."""
    whole = [lay(body) for body in bodies]
    start, end = whole[0].index(b"ST*"), whole[0].index(b"GE*")
    inner = b"".join(
        one[one.index(b"ST*") : one.index(b"GE*")].replace(b"*0001", b"*%04d" % number)
        for number, one in enumerate(whole, 1)
    )
    data = whole[0][:start] + inner + whole[0][end:].replace(b"GE*1*", b"GE*%d*" % len(bodies))
    return data.replace(*change) if change[0] else data


THREE = sets(
    CLAIM.format(name="A") + BOTH_SIDES,
    CLAIM.format(name="B") + GOOD,
    CLAIM.format(name="A") + GOOD,
)
FILES = [
    THREE,
    batch(),
    sets(CLAIM.format(name="A"), CLAIM.format(name="B"), change=(b"*0002", b"*0001")),
    THREE.replace(b"SE*", b"XX*", 1),
    THREE.replace(b"ST*837*0002*005010X222A1~\n", b""),
    THREE.replace(b"ST*837*0002", b"ST*835*0002"),
    THREE.replace(b"HI*", b"SE*9*9~\nHI*"),
    THREE.replace(b"HI*", b"GS*HC*A*B*20260115*0930*2*X*005010X222A1~\nHI*"),
    THREE.replace(b"HI*", b"~HI*"),
    THREE.replace(b"GE*3", b"GE*2").replace(b"SE*", b"SE*1", 1),
    THREE[: THREE.rindex(b"SV1*") + 9],
    THREE + b"and more",
    b"\xff\xd8\xff\xe0",
    b"",
    THREE.replace(b"005010X222A1", b"005010X222A2"),
    lay("").translate(bytes.maketrans(b"*:^~", b"|>!\x1d")),
]


def alone(files: Sequence[bytes]) -> Found:
    run = LintRun()
    found = [
        located.finding for at, data in enumerate(files) for located in run.read(data, f"{at}")
    ]
    return found, run.files, run.summary


def is_taken(number: int, of: int, section: int) -> bool:
    return section % of == number


def in_shares(files: Sequence[bytes], of: int) -> Found:
    """The same by shares, judged one after another and put together in the order of the files."""
    found: list[tuple[tuple[int, int], Finding]] = []
    reports: list[FileReport] = []
    total = Summary()
    for number in range(of):
        run = LintRun()
        run.takes, run.is_own = partial(is_taken, number, of), number == 0
        for at, data in enumerate(files):
            found += (((at, run.section), located.finding) for located in run.read(data, f"{at}"))
        claims = [one.claims for one in reports] or [0] * len(files)
        reports = run.files
        for report, before in zip(reports, claims, strict=True):
            report.claims += before
        total.claims += run.summary.claims
        total.lines += run.summary.lines
        total.segments = run.summary.segments
    for _, finding in found:
        total.count(finding.severity)
    return [finding for _, finding in sorted(found, key=lambda one: one[0])], reports, total


@pytest.mark.parametrize("of", [2, 3])
@pytest.mark.parametrize("at", range(len(FILES)))
def test_shares_of_a_file_are_the_whole(at: int, of: int) -> None:
    assert in_shares([FILES[at]], of) == alone([FILES[at]])


def test_shares_of_many_files_are_the_whole() -> None:
    files = [data for data in FILES if b"005010X222A2" not in data]

    assert in_shares(files, 4) == alone(files)


@given(damaged())
@settings(max_examples=40, deadline=None)
def test_shares_of_a_damaged_file_are_the_whole(data: bytes) -> None:
    assert in_shares([data], 2) == alone([data])


# In processes


@pytest.fixture
def names(tmp_path: Path) -> list[str]:
    paths = [tmp_path / f"{at}.837" for at in range(len(FILES))]
    for path, data in zip(paths, FILES, strict=True):
        path.write_bytes(data)
    with (tmp_path / "sampled.837").open("wb") as stream:
        write_batch(stream, claims=40)
    return [*map(str, paths), str(tmp_path / "sampled.837"), str(tmp_path / "nowhere.837")]


def shown(run: LintRun, names: list[str], count: int) -> tuple[object, ...]:
    """All that a report shows of a run over the files."""
    ended: list[FileReport] = []
    if count > 1:
        located = list(lint_shared(run, names, count, ended.append))
        assert ended == run.files
    else:
        located = [one for name in names for one in run.read(name)]
    snippets: list[Snippet | None] = [one.snippet(show_phi=run.show_phi) for one in located]
    return [one.finding for one in located], snippets, run.files, run.summary


@pytest.mark.parametrize("show_phi", [False, True])
def test_processes_find_what_one_finds(names: list[str], show_phi: bool) -> None:
    whole = shown(LintRun(show_phi=show_phi), names, 1)

    assert shown(LintRun(show_phi=show_phi), names, 2) == whole
    assert shown(LintRun(show_phi=show_phi), names, 3) == whole


def test_rule_that_speaks_once_speaks_once_in_several_processes(tmp_path: Path) -> None:
    old = sets(*[CLAIM.format(name=name) + "NTE*ADD*A STRAP~" for name in "ABC"])
    once = next(one for one in LintRun().rules.values() if one.once)
    run = LintRun()
    names = [str(tmp_path / f"{number}.837") for number in range(2)]
    for name in names:
        Path(name).write_bytes(old.replace(b"20260108", b"20991231"))

    whole = shown(LintRun(), names, 1)

    findings = cast("list[Finding]", whole[0])
    assert [one.rule for one in findings].count(once.code) == 1
    assert shown(run, names, 2) == whole


def test_facts_that_any_process_met_are_matched(tmp_path: Path) -> None:
    path = tmp_path / "three.837"
    path.write_bytes(sets(*[CLAIM.format(name=name) + GOOD for name in "ABC"]))
    records: list[dict[str, Any]] = [
        {"claim": name, "line": "1", "order_date": "2026-01-02"} for name in ("A", "B", "C", "Z")
    ]
    facts = facts_of(records)

    list(lint_shared(LintRun(facts=facts), [str(path)], 2, lambda report: None))

    assert facts.unmatched() == ["record 4: claim Z, line 1"]


def test_progress_is_told_of_all_processes(names: list[str]) -> None:
    ticks: list[tuple[int, int]] = []
    run = LintRun(tick=lambda claims, segments: ticks.append((claims, segments)))

    list(lint_shared(run, names, 2, lambda report: None))

    assert ticks[-1] == (run.summary.claims, run.summary.segments)
    assert [claims for claims, _ in ticks] == sorted(claims for claims, _ in ticks)


def test_process_that_is_lost_is_an_error(
    names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    work = jobs._work

    def lose_the_second(run: LintRun, names: Sequence[str], number: int, *others: Any) -> None:
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        work(run, names, number, *others)

    monkeypatch.setattr(jobs, "_work", lose_the_second)

    with pytest.raises(WorkerError, match="ended from outside"):
        list(lint_shared(LintRun(), names, 2, lambda report: None))


def test_what_a_process_raises_is_raised(names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(run: LintRun, name: str) -> Iterator[object]:
        raise KeyError(name)

    monkeypatch.setattr(LintRun, "read", fail)

    with pytest.raises(KeyError):
        list(lint_shared(LintRun(), names, 2, lambda report: None))


def test_findings_that_nobody_wants_end_the_processes(names: list[str]) -> None:
    found = lint_shared(LintRun(), names, 2, lambda report: None)
    next(found)

    cast("Generator[object]", found).close()

    assert active_children() == []


def test_pipe_is_not_shared(tmp_path: Path) -> None:
    (tmp_path / "file.837").write_bytes(TWICE)
    os.mkfifo(tmp_path / "pipe")

    assert can_share([str(tmp_path / "file.837"), str(tmp_path / "nowhere")])
    assert not can_share([str(tmp_path / "pipe")])


def test_batch_of_one_set_has_one_section() -> None:
    run = LintRun()
    stream = io.BytesIO(TWICE)

    list(run.read(stream))

    assert run.section == 1

"""The text report: each finding with its segment and a caret under what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from claimline.findings import Finding, Severity
from claimline.lint.locate import Located, Snippet
from claimline.lint.run import LintRun
from claimline.report.visible import visible

Paint = Callable[[str, str], str]

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WIDEST = 140
_LEAD = 40


def text_report(found: Iterable[Located], run: LintRun, paint: Paint) -> Iterator[str]:
    """Pieces of the report, as findings come; `paint` colours a text."""
    for located in found:
        yield "\n".join(_finding(located, run.show_phi, paint)) + "\n\n"
    yield _summary(run) + "\n"


def _finding(located: Located, show_phi: bool, paint: Paint) -> Iterator[str]:
    finding = located.finding
    colour = _COLOURS[finding.severity]
    head = paint(f"{finding.severity}[{finding.rule}]", colour)
    yield f"{head}: {visible(finding.message)}"
    yield f"  --> {_place(finding)}"
    snippet = located.snippet(show_phi=show_phi)
    if snippet:
        yield from _excerpt(finding, snippet, lambda text: paint(text, colour))
    yield f"  help:   {visible(finding.help)}"
    if finding.fix:
        yield f"  fix:    {visible(finding.fix.title)} ({finding.fix.kind})"
        for segment in finding.fix.segments:
            yield f"          {visible(segment)}"
    for source in finding.sources[:1]:
        yield f"  source: {source.title}"
    yield f"  more:   claimline explain {finding.rule}"


def _place(finding: Finding) -> str:
    where = visible(finding.file)
    if finding.line is not None:
        where += f":{finding.line}:{finding.column}"
    named = [
        f"claim {visible(finding.claim)}" if finding.claim else "",
        f"line {visible(finding.service_line)}" if finding.service_line else "",
        visible(finding.designator or "")
        or (f"byte {finding.offset}" if finding.offset is not None else ""),
    ]
    return "  ".join(filter(None, (where, ", ".join(filter(None, named)))))


def _excerpt(finding: Finding, snippet: Snippet, mark: Callable[[str], str]) -> Iterator[str]:
    before, text, after = _cut(snippet)
    margin = str(finding.line)
    pad = " " * len(margin)
    lead, body, tail = visible(before), visible(text), visible(after)
    carets = "^" * max(1, len(body))
    yield f"{pad} |"
    yield f"{margin} | {lead}{body}{tail}"
    yield f"{pad} | {' ' * len(lead)}{mark(carets)}"


def _cut(snippet: Snippet) -> tuple[str, str, str]:
    """What stands before, at and after the mark, a very long segment cut around it."""
    end = snippet.start + snippet.length
    before, text = snippet.text[: snippet.start], snippet.text[snippet.start : end]
    after = snippet.text[end:]
    if len(snippet.text) > _WIDEST:
        before = before if len(before) <= _LEAD else "..." + before[-_LEAD:]
        text = text if len(text) <= _WIDEST else text[:_WIDEST] + "..."
        after = after if len(after) <= _LEAD else after[:_LEAD] + "..."
    return before, text, after


def _summary(run: LintRun) -> str:
    total = run.summary
    counts = [
        _plural(number, name)
        for number, name in (
            (total.errors, "error"),
            (total.warnings, "warning"),
            (total.infos, "information"),
        )
        if number
    ]
    read = ", ".join(
        _plural(number, name)
        for number, name in (
            (total.claims, "claim"),
            (total.lines, "service line"),
            (total.segments, "segment"),
        )
    )
    return f"{read}: {', '.join(counts) or 'nothing found'}"


def _plural(number: int, name: str) -> str:
    return f"{number:,} {name}" + ("" if number == 1 or name == "information" else "s")

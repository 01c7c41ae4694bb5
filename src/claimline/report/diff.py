"""The segments that fixing a file changes, in the manner of a unified diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimline.lint.fixing import Mended
from claimline.lint.locate import as_shown
from claimline.report.text import Paint
from claimline.report.visible import visible


def diff_report(
    name: str, mended: Iterable[Mended], *, show_phi: bool, paint: Paint
) -> Iterator[str]:
    """Pieces of the report, a hunk a segment; nothing where nothing changes."""
    begun = False
    for one in mended:
        if not begun:
            begun = True
            yield paint(f"--- {visible(name)}\n", "red")
            yield paint(f"+++ {visible(name)} (fixed)\n", "green")
        yield paint(f"@@ {_place(one)} @@\n", "cyan")
        for text in as_shown((one.segment.text,), one.segment, show_phi=show_phi):
            yield paint(f"-{visible(text)}\n", "red")
        for text in as_shown(one.texts, one.segment, show_phi=show_phi):
            yield paint(f"+{visible(text)}\n", "green")


def _place(one: Mended) -> str:
    first = one.findings[0].finding
    rules = ", ".join(dict.fromkeys(located.finding.rule for located in one.findings))
    named = [
        f"line {first.line}",
        f"claim {visible(first.claim)}" if first.claim else "",
        f"service line {visible(first.service_line)}" if first.service_line else "",
    ]
    return f"{', '.join(filter(None, named))}: {rules}"

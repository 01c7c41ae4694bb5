"""The JSON reports: one object that streams, or one finding a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from claimline.lint.locate import Located
from claimline.lint.run import LintRun

FORMAT_VERSION = 1


def json_report(found: Iterable[Located], run: LintRun) -> Iterator[str]:
    """Pieces of one JSON object: version, findings, files, summary."""
    yield f'{{"version": {FORMAT_VERSION}, "findings": ['
    separator = "\n"
    for located in found:
        yield separator + dump(located.finding.as_json())
        separator = ",\n"
    files = [
        {"file": report.file, "status": report.status, "claims": report.claims}
        for report in run.files
    ]
    yield f'\n], "files": {dump(files)}, "summary": {dump(asdict(run.summary))}}}\n'


def jsonl_report(found: Iterable[Located], run: LintRun) -> Iterator[str]:
    """One finding a line."""
    for located in found:
        yield dump(located.finding.as_json()) + "\n"


def dump(value: object) -> str:
    """The value as JSON in UTF-8; in ASCII where a terminal could be moved by a character of it."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)

"""The one exception reading raises."""

from __future__ import annotations


class X12Error(Exception):
    """Reading ended: the bytes are no X12, or stop being X12, at `offset`.

    `code` is the number of the finding that says the same (`X12002`). `offset` counts bytes from 0,
    `line` and `column` from 1; all are None when nothing could be opened. Its text is the message,
    behind the path that could not be opened.
    """

    def __init__(
        self,
        code: str,
        message: str,
        offset: int | None = None,
        line: int | None = None,
        column: int | None = None,
        *,
        path: str | None = None,
    ) -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.code = code
        self.message = message
        self.offset = offset
        self.line = line
        self.column = column

"""Labels: numbers as they are read, and words cut to the width that they take."""

from __future__ import annotations

import unicodedata

__all__ = ["height", "money", "number", "shorten", "width", "wrap"]

#: What may not begin a line.
_CLOSING = frozenset("，。、；：！？）》〉】”’％%,.;:!?)…")


def width(text: str) -> int:
    """Columns that a text takes: two for Chinese characters, and for “” as Chinese fonts draw them."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def shorten(text: str, columns: int) -> str:
    """Cut a text to a width, the last character an ellipsis."""
    text = " ".join(text.split())
    if width(text) <= columns:
        return text
    return _head(text, columns - 2).rstrip() + "…"


def wrap(text: str, columns: int, lines: int = 2) -> str:
    """Break a text into lines of a width; what is too long for the last is cut."""
    rest = " ".join(text.split())
    broken: list[str] = []
    while width(rest) > columns and len(broken) < lines - 1:
        head = _head(rest, columns)
        # One closing mark hangs over rather than begin the next line.
        if rest[len(head) : len(head) + 1] in _CLOSING:
            head = rest[: len(head) + 1]
        broken.append(head)
        rest = rest[len(head) :].lstrip()
    if rest:
        broken.append(shorten(rest, columns))
    return "\n".join(broken)


def height(labels: list[str]) -> float:
    """Rows that labels take: one with two lines is taller."""
    return sum(1.4 if "\n" in label else 1.0 for label in labels)


def _head(text: str, columns: int) -> str:
    taken = 0
    for at, char in enumerate(text):
        taken += _columns(char)
        if taken > columns:
            return text[:at]
    return text


def number(value: float) -> str:
    """Write a number without zeros at its end: 99.5, 1,380, −3."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).replace("-", "−")


def money(value: float) -> str:
    """Write a sum of 元 in the unit that it is read in."""
    for factor, unit in ((1e8, "亿元"), (1e4, "万元")):
        if abs(value) >= factor:
            return f"{number(round(value / factor, 4))} {unit}"
    return f"{number(round(value, 2))} 元"

"""Arguments that many functions take, in the forms in which people give them."""

from __future__ import annotations

import os
from collections.abc import Iterable

from gongwen.errors import OptionError

__all__ = ["check_count", "one_or_many"]


def one_or_many(given: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[str]:
    """Give a list of what may be one path, pattern or name: ``"*.txt"`` is no list of its characters."""
    if isinstance(given, (str, os.PathLike)):
        return [os.fspath(given)]
    return [os.fspath(one) for one in given]


def check_count(**counts: int | None) -> None:
    """Refuse what cannot be a number of things.

    Raises
    ------
    OptionError
        For a number below 1.
    """
    for name, count in counts.items():
        if count is not None and count < 1:
            raise OptionError(f"{name} is at least 1, not {count}", code="option")

"""Rows of a table that any library holds."""

from __future__ import annotations

import datetime
import math
from typing import Any

__all__ = ["bodies", "day", "rows"]


def rows(
    source: Any, table: str, needed: tuple[str, ...], optional: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """Read columns of a table; those that are optional are None where they are missing.

    Raises
    ------
    ImportError
        Without pyarrow.
    TypeError
        For what is no table.
    ValueError
        Where a column is missing.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise ImportError("gongwen.plot needs pyarrow: pip install 'gongwen[plot]'") from error
    try:
        read = pa.table(source)
    except TypeError as error:
        kind = type(source).__name__
        message = f"{kind} is no table: give {table} as gongwen, pyarrow, polars, pandas or duckdb have it"
        raise TypeError(message) from error
    missing = [name for name in needed if name not in read.column_names]
    if missing:
        message = (
            f"no column {missing[0]!r}: this figure is drawn from the table {table!r}, of which it needs "
            f"{', '.join(needed)}; there are {', '.join(read.column_names) or 'none'}"
        )
        raise ValueError(message)
    names = [name for name in (*needed, *optional) if name in read.column_names]
    blank: dict[str, Any] = dict.fromkeys(optional)
    return [
        blank | {name: _plain(value) for name, value in row.items()} for row in read.select(names).to_pylist()
    ]


def bodies(documents: Any) -> dict[str, str]:
    """Name who issued each document, or its file where it does not say."""
    found = rows(documents, "documents", ("doc_id", "issuer"), ("name",))
    return {row["doc_id"]: row["issuer"] or row["name"] or "未说明" for row in found}


def _plain(value: Any) -> Any:
    """Read the ways in which libraries say that there is nothing as None."""
    return None if isinstance(value, float) and math.isnan(value) else value


def day(value: Any) -> datetime.date | None:
    """Read a day from a date, a time stamp (pandas) or its text (CSV)."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, str):
        return datetime.date.fromisoformat(value[:10]) if value else None
    if value is None or isinstance(value, datetime.date):
        return value
    message = f"{value!r} is no date"
    raise ValueError(message)

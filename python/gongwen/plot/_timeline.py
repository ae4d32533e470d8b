"""Dates, one by one or by month."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, Any

from gongwen.plot._read import day, rows
from gongwen.plot._sheet import BAR, BLANK, INK, LINE, PAPER, QUIET, Sheet
from gongwen.plot._text import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NEEDED = ("first", "last", "precision", "inferred", "text")
#: Documents up to which their dates are read one by one.
_FEW = 5
#: Months between ticks.
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)


def draw(dates: Any, by: str, limit: int, ax: Axes | None, title: str | None, font: Any) -> Figure:
    if by not in ("auto", "date", "month"):
        message = f"by is {by!r}; give auto, date or month"
        raise ValueError(message)
    found = [
        row | {"first": day(row["first"]), "last": day(row["last"])}
        for row in rows(dates, "dates", _NEEDED, ("doc_id", "node"))
        if row["first"] is not None
    ]
    if by == "auto":
        by = "date" if len({row["doc_id"] for row in found}) <= _FEW else "month"
    title = title or ("日期分布" if by == "month" else "时间线")
    return (_months if by == "month" else _days)(found, limit, ax, title, font)


# Dates one by one.


def _days(found: list[dict[str, Any]], limit: int, ax: Axes | None, title: str, font: Any) -> Figure:
    same: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in found:
        same.setdefault((row["first"], row["last"], bool(row["inferred"])), []).append(row)
    ordered = sorted(same.items(), key=lambda item: (item[0][0], item[0][1] or datetime.date.max, item[0][2]))
    shown = ordered[max(len(ordered) - limit, 0) :]
    sheet = Sheet([len(shown) or 2], ax=ax, title=title, font=font)
    if not shown:
        return sheet.empty()
    (axes,) = sheet.axes
    begin = min(first for (first, _, _), _ in shown)
    end = max(last or first for (first, last, _), _ in shown)
    room = max((end - begin).days * 0.03, 3)
    left, right = begin.toordinal() - room, end.toordinal() + 1 + room
    for at, ((first, last, inferred), some) in enumerate(shown):
        axes.axhline(at, color=LINE, linewidth=0.6, zorder=0)
        _mark(axes, at, first, last, inferred, right)
        _place(axes, at, some, left, right)
    axes.set_yticks(range(len(shown)), labels=[_words(some) for _, some in shown])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlim(left, right)
    _ticks(axes, begin, end)
    if any(inferred for (_, _, inferred), _ in shown):
        sheet.note("空心：年份由上下文推断")
    if any(last is None for (_, last, _), _ in shown):
        sheet.note("箭头：没有截止日期")
    if len(ordered) > len(shown):
        sheet.note(f"另有 {len(ordered) - len(shown)} 个较早的日期未列出")
    return sheet.finish()


def _mark(
    axes: Axes, at: int, first: datetime.date, last: datetime.date | None, inferred: bool, right: float
) -> None:
    """Draw a point for a day, a bar for a range, an arrow for one that is open."""
    start = first.toordinal()
    fill = PAPER if inferred else BAR
    if last is None:
        style = {"arrowstyle": "-|>", "color": BAR, "linewidth": 2, "linestyle": "--" if inferred else "-"}
        axes.annotate("", xy=(right, at), xytext=(start, at), arrowprops=style, zorder=2)
    elif last > first:
        axes.barh(
            at,
            last.toordinal() + 1 - start,
            left=start,
            height=0.4,
            facecolor=fill,
            edgecolor=BAR,
            linewidth=1.4,
        )
        return
    axes.plot([start + 0.5], [at], "o", markersize=8, markerfacecolor=fill, markeredgecolor=BAR, zorder=3)


def _place(axes: Axes, at: int, some: list[dict[str, Any]], left: float, right: float) -> None:
    """Name the nodes that a date stands in, beside its mark where there is room, else in its bar."""
    nodes = list(dict.fromkeys(row["node"] for row in some if row["node"]))
    if not nodes:
        return
    more = f" 等 {len(nodes)} 处" if len(nodes) > 1 else ""
    first, last = some[0]["first"], some[0]["last"]
    # A day is drawn at its noon, a range from the beginning of its first to the end of its last.
    whole = last is not None and last > first
    start = first.toordinal() + (0 if whole else 0.5)
    end = last.toordinal() + 1 if whole else start
    edge = (right - left) * 0.2
    ink, inside = QUIET, False
    if last is not None and end < right - edge:
        place, side = end, 1
    elif start > left + edge:
        place, side = start, -1
    else:
        place, side = start, 1
        inside = last is not None
        ink = PAPER if inside and not some[0]["inferred"] else QUIET
    axes.annotate(
        f"{nodes[0]}{more}",
        (place, at),
        (7 * side, 0),
        textcoords="offset points",
        ha="left" if side > 0 else "right",
        va="center",
        fontsize=8.5,
        color=ink,
        bbox=None if inside else BLANK,
    )


def _words(some: list[dict[str, Any]]) -> str:
    """Give the fullest words for a date, and how often it is named."""
    text = max((row["text"] or "" for row in some), key=len)
    times = f" ×{len(some)}" if len(some) > 1 else ""
    return shorten(text, 30) + times


# Dates by month.


def _months(found: list[dict[str, Any]], limit: int, ax: Axes | None, title: str, font: Any) -> Figure:
    # A year or a quarter is in no month: its first day would pile up in January.
    exact = [row for row in found if row["precision"] in ("day", "month")]
    counts = Counter(row["first"].year * 12 + row["first"].month - 1 for row in exact)
    sheet = Sheet([7 if counts else 2], ax=ax, title=title, font=font)
    if not counts:
        return sheet.empty()
    (axes,) = sheet.axes
    first, last = _window(counts, limit)
    months = range(first, last + 1)
    axes.bar(months, [counts[month] for month in months], width=0.78, color=BAR)
    for month in months:
        if counts[month] and len(months) <= 36:
            axes.annotate(
                str(counts[month]),
                (month, counts[month]),
                (0, 3),
                textcoords="offset points",
                ha="center",
                fontsize=9,
                color=QUIET,
            )
    axes.set_xlim(first - 0.8, last + 0.8)
    axes.set_ylim(0, max(counts[month] for month in months) * 1.15)
    axes.axhline(0, color=LINE, linewidth=1)
    step = next((step for step in _STEPS if len(months) / step <= 12), _STEPS[-1])
    ticks = [month for month in months if month % step == 0] or [first]
    axes.set_xticks(ticks, labels=[_month(tick, at == 0) for at, tick in enumerate(ticks)])
    sheet.note(f"共 {sum(counts[month] for month in months)} 个日期")
    outside = sum(count for month, count in counts.items() if month not in months)
    if outside:
        sheet.note(f"另有 {outside} 个更早或更晚")
    if len(exact) < len(found):
        sheet.note(f"{len(found) - len(exact)} 个年份、季度未计入")
    return sheet.finish()


def _window(counts: Counter[int], limit: int) -> tuple[int, int]:
    """Find the months in succession that hold most dates, the latest of equals.

    A circular names 1949 and 2035 beside the months that it is about; drawn to scale, those would be lines.
    """
    best = max(counts, key=lambda end: (sum(counts[month] for month in range(end - limit + 1, end + 1)), end))
    inside = [month for month in counts if best - limit < month <= best]
    return min(inside), max(inside)


# Ticks.


def _month(month: int, whole: bool) -> str:
    year, of = divmod(month, 12)
    if of == 0:
        return f"{year}年"
    return f"{year}年\n{of + 1}月" if whole else f"{of + 1}月"


def _ticks(axes: Axes, begin: datetime.date, end: datetime.date) -> None:
    first, last = begin.year * 12 + begin.month - 1, end.year * 12 + end.month - 1
    if first == last:
        days = sorted({begin, end})
        words = [f"{at.month}月{at.day}日" for at in days]
        words[0] = f"{begin.year}年\n{words[0]}"
        axes.set_xticks([at.toordinal() + 0.5 for at in days], labels=words)
        return
    step = next((step for step in _STEPS if (last - first + 1) / step <= 9), _STEPS[-1])
    months = [month for month in range(first + 1, last + 1) if month % step == 0] or [last]
    at = [datetime.date(month // 12, month % 12 + 1, 1).toordinal() for month in months]
    axes.set_xticks(at, labels=[_month(month, at == 0) for at, month in enumerate(months)])
    for place in at:
        axes.axvline(place, color=LINE, linewidth=0.6, linestyle=":", zorder=0)
    axes.tick_params(axis="x", labelcolor=INK, labelsize=9)

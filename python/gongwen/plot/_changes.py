"""What changed: 由…到…."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from gongwen.plot._read import bodies, rows
from gongwen.plot._sheet import BAR, BLANK, INK, LINE, PAPER, QUIET, WARM, Sheet
from gongwen.plot._text import height, number, shorten, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NEEDED = ("subject", "unit", "change_from", "change_to")


def draw(
    metrics: Any,
    documents: Any,
    unit: str | None,
    limit: int,
    ax: Axes | None,
    title: str | None,
    font: Any,
) -> Figure:
    issuers = bodies(documents) if documents is not None else {}
    found = [
        row | {"label": _label(row, issuers)}
        for row in rows(metrics, "metrics", _NEEDED, ("target", "doc_id"))
        if row["change_from"] is not None and row["change_to"] is not None and unit in (None, row["unit"])
    ]
    shown = sorted(found, key=_share, reverse=True)[:limit]
    units = _by_unit(shown)
    if ax is not None and len(units) > 1:
        message = f"changes in {', '.join(units)} cannot share axes: name one with unit=, or leave out ax"
        raise ValueError(message)
    heights = [height([row["label"] for row in some]) for some in units.values()] or [2]
    sheet = Sheet(heights, ax=ax, title=title or "指标变化", font=font)
    if not shown:
        return sheet.empty()
    for axes, (name, some) in zip(sheet.axes, units.items(), strict=True):
        _panel(axes, name, some)
        sheet.heading(axes, f"单位：{name}" if name else "无单位")
    sheet.note("○ 整改前　● 整改后")
    if any(row["target"] for row in shown):
        sheet.note("（目标）尚未达到")
    if len(found) > len(shown):
        sheet.note(f"另有 {len(found) - len(shown)} 项变化较小，未列出")
    return sheet.finish()


def _label(row: dict[str, Any], issuers: dict[str, str]) -> str:
    """Name the subject, and the body whose it is where that is asked for."""
    subject = f"{row['subject'] or '未说明'}{'（目标）' if row['target'] else ''}"
    if not issuers:
        return wrap(subject, 30)
    return f"{shorten(issuers.get(row['doc_id'], '未说明'), 32)}\n{shorten(subject, 32)}"


def _share(row: dict[str, Any]) -> float:
    """How much a value changed, measured by what it was."""
    before, after = row["change_from"], row["change_to"]
    if before == after:
        return 0.0
    return abs(after - before) / abs(before) if before else math.inf


def _by_unit(shown: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Group by unit, those with most rows first."""
    units: dict[str, list[dict[str, Any]]] = {}
    for row in shown:
        units.setdefault(row["unit"] or "", []).append(row)
    return dict(sorted(units.items(), key=lambda item: -len(item[1])))


def _panel(axes: Axes, unit: str, some: list[dict[str, Any]]) -> None:
    ends = [value for row in some for value in (row["change_from"], row["change_to"])]
    low, high = min(ends), max(ends)
    room = (high - low or abs(high) or 1) * 0.2
    for at, row in enumerate(some):
        before, after = row["change_from"], row["change_to"]
        colour = WARM if after < before else BAR
        axes.axhline(at, color=LINE, linewidth=0.8, zorder=0)
        axes.annotate(
            "",
            xy=(after, at),
            xytext=(before, at),
            # It ends at the edge of the point that it leads to.
            arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 2, "shrinkA": 4, "shrinkB": 4},
            zorder=2,
        )
        axes.plot([before], [at], "o", markersize=7, markerfacecolor=PAPER, markeredgecolor=colour, zorder=3)
        axes.plot([after], [at], "o", markersize=8, color=colour, zorder=4)
        for value, inner, ink in ((before, after > before, QUIET), (after, after <= before, INK)):
            axes.annotate(
                f"{number(value)}{unit}",
                (value, at),
                (-9 if inner else 9, 0),
                textcoords="offset points",
                ha="right" if inner else "left",
                va="center",
                fontsize=9.5,
                color=ink,
                bbox=BLANK,
                zorder=1,
            )
    axes.set_yticks(range(len(some)), labels=[row["label"] for row in some])
    axes.set_ylim(len(some) - 0.4, -0.6)
    axes.set_xlim(low - room, high + room)

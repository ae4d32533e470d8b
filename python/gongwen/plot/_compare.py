"""Bodies, compared by one metric."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from gongwen.plot._read import bodies, rows
from gongwen.plot._sheet import BAR, BLANK, INK, PAPER, QUIET, WARM, Sheet, rows_of
from gongwen.plot._text import height, number, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NEEDED = ("doc_id", "subject", "unit", "value", "value_to", "qualifier", "target")
_QUALIFIERS = {"about": "约 ", "over": "超 ", "under": "不到 ", "at_least": "≥ ", "at_most": "≤ "}


def draw(
    metrics: Any,
    documents: Any,
    subject: str,
    unit: str,
    targets: bool,
    threshold: float | None,
    limit: int,
    ax: Axes | None,
    title: str | None,
    font: Any,
) -> Figure:
    issuers = bodies(documents)
    words = subject.split()
    found = [
        row | {"issuer": issuers.get(row["doc_id"], "未说明")}
        for row in rows(metrics, "metrics", _NEEDED)
        if row["unit"] == unit
        and row["value"] is not None
        and all(word in (row["subject"] or "") for word in words)
        if targets or not row["target"]
    ]
    # Results from the highest down, goals behind them; what is equal in the order of the table.
    found.sort(key=lambda row: (bool(row["target"]), -row["value"]))
    shown = found[:limit]
    labels = _labels(shown)
    sheet = Sheet([height(labels) or 2], ax=ax, title=title or f"{'…'.join(words)}的比较", font=font)
    if not shown:
        return sheet.empty()
    (axes,) = sheet.axes
    for at, row in enumerate(shown):
        _row(axes, at, row, threshold)
    highest = max(max(row["value"], row["value_to"] or row["value"]) for row in shown)
    # A share is seen against the whole.
    span = 100 if unit == "%" and highest <= 100 else max(highest, threshold or 0)
    rows_of(axes, labels, span=span)
    if min(row["value"] for row in shown) < 0:
        axes.set_xlim(left=min(row["value"] for row in shown) * 1.22)
    if threshold is not None:
        axes.axvline(threshold, color=WARM, linewidth=1.2, linestyle=(0, (4, 3)), zorder=3)
        sheet.note(f"虚线：{number(threshold)}{unit}")
    if any(row["target"] for row in shown):
        sheet.note("◇ 目标，非结果")
    if len(found) > len(shown):
        sheet.note(f"另有 {len(found) - len(shown)} 项未列出")
    return sheet.finish()


def _labels(shown: list[dict[str, Any]]) -> list[str]:
    """Name the body, and what it reports where it reports several figures."""
    times = Counter(row["issuer"] for row in shown)
    return [
        wrap(row["issuer"], 32)
        if times[row["issuer"]] == 1
        else f"{wrap(row['issuer'], 32, 1)}\n{wrap(row['subject'], 32, 1)}"
        for row in shown
    ]


def _row(axes: Axes, at: int, row: dict[str, Any], threshold: float | None) -> None:
    value, upper = row["value"], row["value_to"]
    below = threshold is not None and max(value, upper or value) < threshold
    colour = WARM if below else BAR
    if row["target"]:
        axes.plot([value], [at], "D", markersize=7, markerfacecolor=PAPER, markeredgecolor=INK, zorder=4)
    else:
        axes.barh(
            at, value, height=0.62, color=colour, edgecolor=PAPER, linewidth=0, hatch="///" if below else None
        )
    if upper is not None:
        axes.barh(at, upper - value, left=value, height=0.62, color=colour, alpha=0.35)
    reach = f"–{number(upper)}" if upper is not None else ""
    axes.annotate(
        f"{_QUALIFIERS.get(row['qualifier'] or '', '')}{number(value)}{reach}{row['unit']}",
        (max(value, upper or value), at),
        (8 if row["target"] else 6, 0),
        textcoords="offset points",
        va="center",
        fontsize=10,
        color=QUIET,
        bbox=BLANK,
        # Over the line of the threshold.
        zorder=3.5,
    )

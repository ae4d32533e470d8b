"""How far the issues are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from gongwen.plot._read import rows
from gongwen.plot._sheet import PAPER, QUIET, Sheet, rows_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Name, colour and hatch. From dark to light, from plain to hatched, so that grey prints tell them apart too.
STATUS: dict[str | None, tuple[str, str, str | None]] = {
    "completed": ("已完成", "#2f5d7c", None),
    "mostly_completed": ("基本完成", "#6b98b5", None),
    "in_progress": ("推进中", "#d09a4e", "///"),
    "long_term": ("长期坚持", "#a9c0a6", "..."),
    None: ("未说明", PAPER, None),
}


def draw(issues: Any, ax: Axes | None, title: str | None, font: Any) -> Figure:
    counts = Counter(row["status"] for row in rows(issues, "issues", ("status",)))
    known = list(STATUS)
    # A status that is not listed here stands by its own name before those that have none.
    order = [*known[:-1], *sorted(key for key in counts if key is not None and key not in STATUS), None]
    sheet = Sheet([len(order)], ax=ax, title=title or "问题整改状态", font=font)
    total = counts.total()
    if not total:
        return sheet.empty()
    (axes,) = sheet.axes
    names = [STATUS.get(key, (key, "", None))[0] for key in order]
    for at, key in enumerate(order):
        _, colour, hatch = STATUS.get(key, ("", QUIET, "xxx"))
        hollow = colour == PAPER
        axes.barh(
            at,
            counts[key],
            height=0.62,
            facecolor=colour,
            edgecolor=QUIET if hollow else PAPER,
            linestyle="--" if hollow else "-",
            linewidth=1 if hollow else 0,
            hatch=hatch,
        )
        share = f"{counts[key]} 个 · {counts[key] / total:.1%}" if counts[key] else "0"
        axes.annotate(
            share,
            (counts[key], at),
            (6, 0),
            textcoords="offset points",
            va="center",
            fontsize=10,
            color=QUIET,
        )
    rows_of(axes, [str(name) for name in names], span=max(counts.values()))
    sheet.note(f"共 {total} 个问题")
    return sheet.finish()

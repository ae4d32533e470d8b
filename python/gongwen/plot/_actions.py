"""What was done about people, cases and money."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gongwen.plot._read import rows
from gongwen.plot._sheet import BAR, QUIET, WARM, Sheet, rows_of
from gongwen.plot._text import money, number, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Measure words for what is the same, and multiples of 元. 人次 is no 人: one person may be counted thrice.
_SAME: dict[str, tuple[str, int]] = {
    "名": ("人", 1),
    "位": ("人", 1),
    "起": ("件", 1),
    "宗": ("件", 1),
    "百元": ("元", 100),
    "千元": ("元", 1000),
    "万元": ("元", 10_000),
    "余万元": ("元", 10_000),
    "百万元": ("元", 1_000_000),
    "千万元": ("元", 10_000_000),
    "亿元": ("元", 100_000_000),
}
#: People, then cases, then money; other units after them.
_ORDER = ("人", "人次", "件", "元")
_NAMES = {"人": "人员（人）", "人次": "人员（人次）", "件": "案件（件）", "元": "金额"}


def draw(actions: Any, unit: str | None, ax: Axes | None, title: str | None, font: Any) -> Figure:
    sums = _sums(actions)
    if unit is not None:
        wanted = _SAME.get(unit, (unit, 1))[0]
        sums = {name: kinds for name, kinds in sums.items() if name == wanted}
    if ax is not None and len(sums) > 1:
        message = f"actions in {', '.join(sums)} cannot share axes: name one with unit=, or leave out ax"
        raise ValueError(message)
    heights = [len(kinds) for kinds in sums.values()] or [2]
    sheet = Sheet(heights, ax=ax, title=title or "问责处理情况", font=font)
    if not sums:
        return sheet.empty()
    for axes, (name, kinds) in zip(sheet.axes, sums.items(), strict=True):
        sheet.heading(axes, _NAMES.get(name, f"其他（{name}）"))
        for at, value in enumerate(kinds.values()):
            axes.barh(at, value, height=0.62, color=WARM if name == "元" else BAR)
            axes.annotate(
                money(value) if name == "元" else f"{number(value)} {name}",
                (value, at),
                (6, 0),
                textcoords="offset points",
                va="center",
                fontsize=10,
                color=QUIET,
            )
        rows_of(axes, [wrap(kind, 20) for kind in kinds], span=max(kinds.values()))
    if len(sums) > 1:
        sheet.note("各单位分别计算，不相加")
    return sheet.finish()


def _sums(actions: Any) -> dict[str, dict[str, float]]:
    """Add up by unit and kind, the largest kind first."""
    # Exact, so that the order of rows makes no difference in the last digit.
    sums: dict[str, dict[str, Fraction]] = {}
    for row in rows(actions, "actions", ("kind", "count", "unit")):
        if row["count"] is None:
            continue
        unit, factor = _SAME.get(row["unit"] or "", (row["unit"] or "无单位", 1))
        kinds = sums.setdefault(unit, {})
        kind = row["kind"] or "未说明"
        kinds[kind] = kinds.get(kind, Fraction(0)) + Fraction(str(row["count"])) * factor
    ordered = sorted(sums, key=lambda unit: (_ORDER.index(unit) if unit in _ORDER else len(_ORDER), unit))
    return {
        unit: {
            kind: float(value)
            for kind, value in sorted(sums[unit].items(), key=lambda item: (-item[1], item[0]))
        }
        for unit in ordered
    }

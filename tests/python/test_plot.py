"""Figures: what their bars and words say, whichever library holds the table."""

from __future__ import annotations

import datetime
import io
import subprocess
import sys
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import duckdb
import gongwen
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from gongwen import plot
from gongwen.plot import _font, _text
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

TEXT = """青溪市水利局关于巡察整改情况的通报

一、反馈问题整改情况

1.关于“公务接待不规范”问题

整改情况：一是2025年6月10日修订《公务接待管理办法》。二是投诉率由7.8%下降到1.2%，平均办理时间由15天压缩到7天。该问题已完成整改。

2.关于“资金管理不严”问题

整改情况：一是追缴资金5.08万元，诫勉2人，党纪处分3名，约谈4人次。二是2025年8月至9月排查问题12个，整改率达99.5%。该问题正在整改。

3.关于“学习不深入”问题

整改情况：一是全年学习18次。

2026年3月1日
"""

OTHER = TEXT.replace("青溪市", "白石县").replace("99.5%", "85%")


@pytest.fixture(scope="module")
def tables() -> dict[str, gongwen.Table]:
    return gongwen.tables([("一.txt", TEXT.encode()), ("二.txt", OTHER.encode())])


def words(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def labels(figure: Figure, at: int = 0) -> list[str]:
    return [label.get_text() for label in figure.axes[at].get_yticklabels()]


def bars(figure: Figure, at: int = 0) -> list[float]:
    return [bar.get_width() for bar in figure.axes[at].patches if isinstance(bar, Rectangle)]


def rows(columns: list[str], *values: tuple[Any, ...]) -> pa.Table:
    return pa.table({name: [row[at] for row in values] for at, name in enumerate(columns)})


# Status.


def test_status_counts_what_the_text_does_not_say_apart() -> None:
    issues = pa.table({"status": ["completed", "in_progress", None, "completed", None, "completed"]})
    figure = plot.status(issues)
    assert labels(figure) == ["已完成", "基本完成", "推进中", "长期坚持", "未说明"]
    assert bars(figure) == [3, 0, 1, 0, 2]
    assert {"3 个 · 50.0%", "1 个 · 16.7%", "2 个 · 33.3%", "问题整改状态", "共 6 个问题"} <= set(
        words(figure)
    )


def test_status_tells_bars_apart_by_more_than_colour() -> None:
    figure = plot.status(
        pa.table({"status": ["completed", "mostly_completed", "in_progress", "long_term", None]})
    )
    looks = {
        (bar.get_hatch(), bar.get_linestyle(), _lightness(bar.get_facecolor()))
        for bar in figure.axes[0].patches
    }
    assert len(looks) == 5


def _lightness(colour: Any) -> float:
    red, green, blue = (int(to_hex(colour)[at : at + 2], 16) for at in (1, 3, 5))
    return round((0.3 * red + 0.6 * green + 0.1 * blue) / 32)


def test_a_status_that_is_not_known_stands_by_its_own_name() -> None:
    figure = plot.status(pa.table({"status": ["paused", None]}))
    assert labels(figure)[-2:] == ["paused", "未说明"]


# Changes.


CHANGES = ["subject", "unit", "change_from", "change_to", "target"]


def test_changes_keep_units_on_axes_of_their_own(tables: dict[str, gongwen.Table]) -> None:
    figure = plot.changes(pa.table(tables["metrics"]).slice(0, 4))
    assert len(figure.axes) == 2
    assert (labels(figure, 0), labels(figure, 1)) == (["投诉率"], ["平均办理时间"])
    assert {"7.8%", "1.2%", "15天", "7天", "单位：%", "单位：天"} <= set(words(figure))


def test_an_arrow_leads_from_before_to_after() -> None:
    up, down = ("合格率", "%", 93.5, 99.1, False), ("投诉率", "%", 7.8, 1.2, True)
    figure = plot.changes(rows(CHANGES, up, down))
    # What changed most by its own measure stands first.
    assert labels(figure) == ["投诉率（目标）", "合格率"]
    arrows = [text for text in figure.axes[0].texts if getattr(text, "arrow_patch", None)]
    assert [(arrow.xyann[0], arrow.xy[0]) for arrow in arrows] == [(7.8, 1.2), (93.5, 99.1)]  # type: ignore[attr-defined]
    hollow, filled = figure.axes[0].lines[1:3]
    assert [np.asarray(line.get_xdata()).tolist() for line in (hollow, filled)] == [[7.8], [1.2]]
    assert hollow.get_markerfacecolor() != filled.get_markerfacecolor()


def test_changes_name_the_body_where_documents_are_given(tables: dict[str, gongwen.Table]) -> None:
    figure = plot.changes(tables["metrics"], documents=tables["documents"], unit="%")
    assert labels(figure) == ["青溪市水利局\n投诉率", "白石县水利局\n投诉率"]


def test_changes_beyond_the_limit_are_counted() -> None:
    many = [(f"指标{at}", "个", 100.0, 100.0 + at, False) for at in range(30)]
    figure = plot.changes(rows(CHANGES, *many), limit=5)
    assert labels(figure) == ["指标29", "指标28", "指标27", "指标26", "指标25"]
    assert any("另有 25 项" in text for text in words(figure))


def test_a_change_from_nothing_and_one_to_the_same_can_be_drawn() -> None:
    figure = plot.changes(rows(CHANGES, ("甲", "个", 0.0, 5.0, False), ("乙", "个", 3.0, 3.0, False)))
    assert labels(figure) == ["甲", "乙"]
    _save(figure)


# Actions.


ACTIONS = ["kind", "count", "unit"]


def test_actions_never_add_different_units(tables: dict[str, gongwen.Table]) -> None:
    figure = plot.actions(tables["actions"])
    shown = {axes.get_title(loc="left"): labels(figure, at) for at, axes in enumerate(figure.axes)}
    assert shown == {"人员（人）": ["党纪处分", "诫勉"], "人员（人次）": ["约谈"], "金额": ["追缴资金"]}
    assert [bars(figure, at) for at in range(3)] == [[6, 4], [8], [101_600]]
    assert "10.16 万元" in words(figure)


def test_measure_words_for_the_same_are_one_unit() -> None:
    table = rows(
        ACTIONS,
        ("诫勉", 2.0, "人"),
        ("诫勉", 1.0, "名"),
        ("罚款", 0.1, "万元"),
        ("罚款", 0.2, "万元"),
        ("罚款", 5.0, "元"),
    )
    assert bars(plot.actions(table, unit="人")) == [3]
    money = plot.actions(table, unit="万元")
    assert bars(money) == [3005]
    assert "3,005 元" in words(money)


def test_axes_of_a_caller_take_one_unit() -> None:
    figure = Figure()
    left, right = figure.subplots(1, 2)
    table = rows(ACTIONS, ("诫勉", 2.0, "人"), ("立案", 1.0, "件"))
    with pytest.raises(ValueError, match=r"人, 件 cannot share axes: name one with unit="):
        plot.actions(table, ax=left)
    assert plot.actions(table, ax=left, unit="人") is figure
    assert plot.status(pa.table({"status": ["completed"]}), ax=right) is figure
    assert (left.get_title(loc="left"), right.get_title(loc="left")) == ("问责处理情况", "问题整改状态")
    part = figure.add_subfigure(figure.add_gridspec(1, 1)[0]).subplots()
    assert plot.status(pa.table({"status": ["completed"]}), ax=part) is figure


# Dates.


DATES = ["first", "last", "precision", "inferred", "text", "doc_id", "node"]


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_timeline_draws_days_ranges_and_open_ranges() -> None:
    day = (_day("2025-09-10"), _day("2025-09-10"), "day", False, "9月10日", "a", "p1")
    again = (*day[:4], "2025年9月10日", "a", "s1.p1")
    span = (_day("2025-07-04"), _day("2025-08-15"), "day", False, "2025年7月4日至8月15日", "a", "p1")
    open_ = (_day("2025-10-01"), None, "month", False, "2025年10月以来", "a", None)
    guess = (_day("2025-12-04"), _day("2025-12-04"), "day", True, "12月4日", "a", None)
    figure = plot.timeline(rows(DATES, day, again, span, open_, guess))
    axes = figure.axes[0]
    assert labels(figure) == ["2025年7月4日至8月15日", "2025年9月10日 ×2", "2025年10月以来", "12月4日"]
    (bar,) = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    assert (bar.get_x(), bar.get_width()) == (_day("2025-07-04").toordinal(), 43)
    points = [line for line in axes.lines if line.get_marker() == "o"]
    assert [point.get_markerfacecolor() for point in points][-1] == "#ffffff"
    assert len({point.get_markerfacecolor() for point in points}) == 2
    assert len([text for text in axes.texts if getattr(text, "arrow_patch", None)]) == 1
    assert {"p1 等 2 处", "空心：年份由上下文推断　箭头：没有截止日期"} <= set(words(figure))


def test_timeline_keeps_the_latest_dates() -> None:
    many = [(_day(f"2025-01-{at:02}"),) * 2 + ("day", False, f"1月{at}日", "a", None) for at in range(1, 32)]
    figure = plot.timeline(rows(DATES, *many), limit=10)
    assert labels(figure)[0] == "1月22日"
    assert any("另有 21 个较早" in text for text in words(figure))


def test_dates_of_many_documents_are_counted_by_month() -> None:
    some = [(_day(f"2025-0{at}-11"),) * 2 + ("day", False, "", f"{at}", None) for at in (3, 3, 5, 6, 7, 8, 9)]
    founding = (_day("1949-10-01"), _day("1949-10-01"), "day", False, "", "9", None)
    year = (_day("2025-01-01"), _day("2025-12-31"), "year", False, "", "9", None)
    figure = plot.timeline(rows(DATES, *some, founding, year))
    heights = [bar.get_height() for bar in figure.axes[0].patches if isinstance(bar, Rectangle)]
    assert heights == [2, 0, 1, 1, 1, 1, 1]
    assert "共 7 个日期　另有 1 个更早或更晚　1 个年份、季度未计入" in words(figure)
    assert [tick.get_text() for tick in figure.axes[0].get_xticklabels()][:2] == ["2025年\n3月", "4月"]
    with pytest.raises(ValueError, match="by is 'week'"):
        plot.timeline(rows(DATES, year), by="week")  # type: ignore[arg-type]


# Comparison.


METRICS = ["doc_id", "subject", "unit", "value", "value_to", "qualifier", "target"]


def test_compare_sorts_bodies_and_shows_goals_apart(tables: dict[str, gongwen.Table]) -> None:
    figure = plot.compare(tables["metrics"], tables["documents"], subject="整改率", threshold=90)
    assert labels(figure) == ["青溪市水利局", "白石县水利局"]
    assert bars(figure) == [99.5, 85]
    assert [bar.get_hatch() for bar in figure.axes[0].patches] == [None, "///"]
    goal = ("b", "问题整改率", "%", 100.0, None, "at_least", True)
    done = ("a", "整改完成率", "%", 80.0, 90.0, "exact", False)
    twice = ("a", "历史问题整改完成率", "%", 70.0, None, "about", False)
    other = ("a", "满意率", "%", 99.0, None, "exact", False)
    documents = rows(["doc_id", "issuer", "name"], ("a", "甲局", "1"), ("b", None, "乙.docx"))
    both = plot.compare(rows(METRICS, goal, done, twice, other), documents, subject="整改 率")
    assert labels(both) == ["甲局\n整改完成率", "甲局\n历史问题整改完成率", "乙.docx"]
    assert {"80–90%", "约 70%", "≥ 100%", "◇ 目标，非结果"} <= set(words(both))
    alone = plot.compare(rows(METRICS, goal, done), documents, subject="整改", targets=False)
    assert labels(alone) == ["甲局"]


# All figures.


EMPTY: list[tuple[str, Callable[[dict[str, Any]], Figure]]] = [
    ("issues", lambda some: plot.status(some["issues"])),
    ("metrics", lambda some: plot.changes(some["metrics"])),
    ("actions", lambda some: plot.actions(some["actions"])),
    ("dates", lambda some: plot.timeline(some["dates"])),
    ("dates", lambda some: plot.timeline(some["dates"], by="month")),
    ("metrics", lambda some: plot.compare(some["metrics"], some["documents"], subject="率")),
]


@pytest.mark.parametrize(("table", "draw"), EMPTY)
def test_a_table_without_rows_says_so(table: str, draw: Callable[[dict[str, Any]], Figure]) -> None:
    figure = draw(gongwen.tables([]))
    assert "无数据" in words(figure)
    _save(figure)


@pytest.mark.parametrize(("table", "draw"), EMPTY)
def test_a_missing_column_is_named(table: str, draw: Callable[[dict[str, Any]], Figure]) -> None:
    wrong = dict.fromkeys(("issues", "metrics", "actions", "dates", "documents"), pa.table({"wrong": [1]}))
    with pytest.raises(
        ValueError, match=rf"no column '\w+': .* from the table '(documents|{table})'.*; there are wrong"
    ):
        draw(wrong)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(TypeError, match="int is no table: give issues"):
        plot.status(3)  # type: ignore[arg-type]


def test_every_library_gives_the_same_figure(tables: dict[str, gongwen.Table]) -> None:
    def all_words(some: dict[str, Any]) -> list[list[str]]:
        figures = [draw(some) for _, draw in EMPTY]
        figures.append(plot.timeline(some["dates"], by="month"))
        return [words(figure) for figure in figures]

    wanted = all_words(dict(tables))
    arrow = {name: pa.table(table) for name, table in tables.items()}
    assert all_words(arrow) == wanted
    assert all_words({name: pl.from_arrow(table) for name, table in arrow.items()}) == wanted
    assert all_words({name: duckdb.from_arrow(table) for name, table in arrow.items()}) == wanted
    pandas = {name: table.to_pandas() for name, table in arrow.items()}
    assert all_words(pandas) == wanted
    assert all_words({name: frame[frame.index >= 0] for name, frame in pandas.items()}) == wanted
    # Through a file: dates are time stamps, or words.
    stamps = {name: frame.copy() for name, frame in pandas.items()}
    for column in ("first", "last"):
        stamps["dates"][column] = pd.to_datetime(stamps["dates"][column])
    assert all_words(stamps) == wanted
    csv = {name: pd.read_csv(io.StringIO(frame.to_csv(index=False))) for name, frame in pandas.items()}
    assert all_words(csv) == wanted


def test_figures_are_the_same_in_every_run_and_thread(tables: dict[str, gongwen.Table]) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: _save(plot.status(tables["issues"])), range(8)))
    assert len(set(made)) == 1


def test_a_notebook_shows_a_figure_without_pyplot(tables: dict[str, gongwen.Table]) -> None:
    figure: Any = plot.status(tables["issues"], title="第一季度")
    png, shown = figure._repr_png_()
    assert png.startswith(b"\x89PNG")
    assert shown["width"] == 720
    assert "第一季度" in words(figure)


def test_what_is_missing_is_named_when_it_is_needed() -> None:
    code = (
        "import sys; from gongwen import plot; assert 'matplotlib' not in sys.modules\n"
        "sys.modules[sys.argv[1]] = None\n"
        "try: plot.status({'status': ['completed']})\n"
        "except ImportError as error: print(error)"
    )
    for missing in ("matplotlib", "pyarrow"):
        run = subprocess.run(
            [sys.executable, "-c", code, missing], capture_output=True, text=True, check=True
        )
        assert run.stdout == f"gongwen.plot needs {missing}: pip install 'gongwen[plot]'\n"


# Fonts.


@pytest.mark.parametrize(("table", "draw"), EMPTY)
def test_all_characters_are_drawn(
    tables: dict[str, gongwen.Table], table: str, draw: Callable[[dict[str, Any]], Figure]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _save(draw(dict(tables)))


def test_dollar_signs_are_no_formulas() -> None:
    figure = plot.changes(
        rows(CHANGES, ("成本$x_", "元", 3.0, 1.0, False), ("$\\frac$", "元", 3.0, 1.0, False))
    )
    _save(figure)
    assert labels(figure) == ["成本$x_", "$\\frac$"]


def test_a_machine_without_chinese_fonts_is_told_once_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_font, "_installed", lambda: {"DejaVu Sans"})
    monkeypatch.setattr(_font, "_unlisted", list)
    monkeypatch.setattr(_font, "_warned", False)
    issues = pa.table({"status": ["completed"]})
    with pytest.warns(plot.FontWarning, match="fonts-noto-cjk"):
        plot.status(issues)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plot.status(issues)


def test_a_font_is_named_by_family_or_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib import font_manager

    issues = pa.table({"status": ["completed"]})
    file = font_manager.findfont("DejaVu Serif")
    by_name, by_file = plot.status(issues, font="DejaVu Serif"), plot.status(issues, font=file)
    names = [{text.get_fontproperties().get_name() for text in _texts(some)} for some in (by_name, by_file)]
    assert names == [{"DejaVu Serif"}, {"DejaVu Serif"}]
    with pytest.raises(ValueError, match="font 'No Such' is neither a file nor"):
        plot.status(issues, font="No Such")
    # A font that was installed after matplotlib made its list is found by its file.
    monkeypatch.setattr(_font, "_installed", set)
    monkeypatch.setattr(_font, "_unlisted", lambda: [file])
    assert {text.get_fontproperties().get_file() for text in _texts(plot.status(issues))} == {file}


def _texts(figure: Figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if text.get_text()]


def test_labels_are_cut_by_the_width_that_they_take() -> None:
    assert (_text.width("整改率%"), _text.width("“a”")) == (7, 5)
    assert _text.shorten("整改完成率", 8) == "整改完…"
    assert _text.wrap("整改完成率，逐年提高", 10) == "整改完成率，\n逐年提高"
    assert _text.wrap("一二三四五六七八九十", 6) == "一二三\n四五…"
    assert [_text.number(some) for some in (99.5, 1380, -3, 1e10, -0.0)] == [
        "99.5",
        "1,380",
        "−3",
        "10,000,000,000",
        "0",
    ]
    assert [_text.money(some) for some in (9800, 50_800, 1.2e8)] == ["9,800 元", "5.08 万元", "1.2 亿元"]


def _save(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return buffer.getvalue()

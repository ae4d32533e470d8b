r"""Figures from the tables: what was completed, what changed, who was punished, and when.

Each function takes tables of `gongwen.tables` or `gongwen.Corpus`, or the same columns in pyarrow, polars,
pandas or duckdb, and returns a figure of matplotlib: ``figure.savefig("图.png")`` writes it, a notebook shows
it. Figures hold no state of ``pyplot``, so they can be made in threads and need not be closed.

Chinese needs a font that has it. One that is installed is found, and set in the figure alone; where there is
none, `FontWarning` names what to install. ``font=`` takes the name of a family, or the path of a file.

A table without rows gives a figure that says 无数据. A missing column is a ``ValueError`` that names it.

Examples
--------
>>> import gongwen
>>> from gongwen import plot
>>> text = "一、整改情况\n\n1.关于“学习少”问题\n\n学习5次。该问题已完成整改。\n"
>>> figure = plot.status(gongwen.tables([("一.txt", text.encode())])["issues"])
>>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
['已完成', '基本完成', '推进中', '长期坚持', '未说明']
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, Protocol

from gongwen.plot._font import FontWarning

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["FontWarning", "actions", "changes", "compare", "status", "timeline"]


class _Rows(Protocol):
    """A table of any library that speaks the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


_Font = str | os.PathLike[str] | None


def status(issues: _Rows, *, ax: Axes | None = None, title: str | None = None, font: _Font = None) -> Figure:
    """Draw how far the issues are: one bar a status, with its count and share.

    Issues whose status the text does not say are a bar of their own, 未说明: they are neither done nor open.

    Parameters
    ----------
    issues
        Column ``status``.
    ax
        Axes to draw into; a figure of its own by default.
    title
        In place of the title that the figure has.
    font
        A family or the path of a file; one that has Chinese is found by default.
    """
    from gongwen.plot import _status

    return _status.draw(issues, ax, title, font)


def changes(
    metrics: _Rows,
    *,
    documents: _Rows | None = None,
    unit: str | None = None,
    limit: int = 20,
    ax: Axes | None = None,
    title: str | None = None,
    font: _Font = None,
) -> Figure:
    """Draw 由…到…: one row a change, an arrow from its value before to its value after.

    Each unit has axes of its own. A goal is marked as one: its value after is not reached yet.

    Parameters
    ----------
    metrics
        Columns ``subject``, ``unit``, ``change_from`` and ``change_to``; ``target`` where it is there, and
        ``doc_id`` for ``documents``.
    documents
        Columns ``doc_id`` and ``issuer``, to name the body beside each change.
    unit
        Changes in this unit alone.
    limit
        Rows at most: those that changed most, measured by their value before. The figure tells how many are
        left out.
    ax
        Axes to draw into, for one unit; a figure of its own by default.
    title
        In place of the title that the figure has.
    font
        A family or the path of a file; one that has Chinese is found by default.

    Raises
    ------
    ValueError
        With ``ax``, where there are several units; ``unit`` names one.
    """
    from gongwen.plot import _changes

    return _changes.draw(metrics, documents, unit, limit, ax, title, font)


def actions(
    actions: _Rows,
    *,
    unit: str | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    font: _Font = None,
) -> Figure:
    """Draw what was done about people, cases and money: the sum of each kind of action.

    Each unit has axes of its own: 人 and 人次, 件 and 个 are never added up. Measure words for the same thing
    are one unit: 名 and 位 count 人, 起 and 宗 count 件, and 万元 is 10 000 元. What the text counts twice
    (诫勉9人，其中科级干部诫勉4人) is counted twice.

    Parameters
    ----------
    actions
        Columns ``kind``, ``count`` and ``unit``.
    unit
        Actions in this unit alone: 人, 人次, 件, 元 ….
    ax
        Axes to draw into, for one unit; a figure of its own by default.
    title
        In place of the title that the figure has.
    font
        A family or the path of a file; one that has Chinese is found by default.

    Raises
    ------
    ValueError
        With ``ax``, where there are several units; ``unit`` names one.
    """
    from gongwen.plot import _actions

    return _actions.draw(actions, unit, ax, title, font)


def timeline(
    dates: _Rows,
    *,
    by: Literal["auto", "date", "month"] = "auto",
    limit: int = 30,
    ax: Axes | None = None,
    title: str | None = None,
    font: _Font = None,
) -> Figure:
    """Draw the dates of a circular, or of an archive by month.

    By date, each has a row of its own, with its words: a day is a point, a range a bar, an open range an
    arrow. What is hollow has a year that was inferred. The same date is one row, which tells how often it is
    named.

    Parameters
    ----------
    dates
        Columns ``first``, ``last``, ``precision``, ``inferred`` and ``text``; ``doc_id`` and ``node`` where
        they are there.
    by
        Rows by ``date``, or bars by ``month``; by default bars for dates of more than five documents.
    limit
        Rows, or months, at most: the latest dates, or the months in succession that hold most of them.
        The figure tells how many are left out.
    ax
        Axes to draw into; a figure of its own by default.
    title
        In place of the title that the figure has.
    font
        A family or the path of a file; one that has Chinese is found by default.
    """
    from gongwen.plot import _timeline

    return _timeline.draw(dates, by, limit, ax, title, font)


def compare(
    metrics: _Rows,
    documents: _Rows,
    *,
    subject: str,
    unit: str = "%",
    targets: bool = True,
    threshold: float | None = None,
    limit: int = 30,
    ax: Axes | None = None,
    title: str | None = None,
    font: _Font = None,
) -> Figure:
    """Compare bodies by one metric: sorted bars, one a figure that a body reports.

    Figures are shown as they are and never averaged: a body that reports several has a bar for each, whose
    label then names its subject too. Goals are hollow diamonds, apart from the results.

    Parameters
    ----------
    metrics
        Columns ``doc_id``, ``subject``, ``unit``, ``value``, ``value_to``, ``qualifier`` and ``target``.
    documents
        Columns ``doc_id`` and ``issuer``; ``name`` stands in for an issuer that is not told.
    subject
        Words that the subject of the metric contains, all of them: ``"整改 率"`` finds 问题整改完成率.
    unit
        The unit that is compared.
    targets
        Whether to show goals.
    threshold
        A value to mark with a line; bars below it are told apart.
    limit
        Bars at most, from the highest down; the figure tells how many are left out.
    ax
        Axes to draw into; a figure of its own by default.
    title
        In place of the title that the figure has.
    font
        A family or the path of a file; one that has Chinese is found by default.
    """
    from gongwen.plot import _compare

    return _compare.draw(metrics, documents, subject, unit, targets, threshold, limit, ax, title, font)

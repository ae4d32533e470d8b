"""The paper that all figures share: axes without ornaments, a title at the left, a note at the foot."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gongwen.plot import _font

try:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as _Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine
    from matplotlib.text import Text
except ImportError as _error:
    raise ImportError("gongwen.plot needs matplotlib: pip install 'gongwen[plot]'") from _error

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["BAR", "BLANK", "INK", "LINE", "PAPER", "QUIET", "WARM", "Figure", "Sheet", "rows_of"]

INK = "#2b3440"
QUIET = "#6f7a87"
LINE = "#d5dae0"
PAPER = "#ffffff"
#: Two hues that are told apart by every kind of colour vision, and by their lightness in grey.
BAR = "#3d6b8c"
WARM = "#c98b3b"
#: Behind words that stand on a line.
BLANK = {"boxstyle": "square,pad=0.15", "facecolor": PAPER, "edgecolor": "none"}

_WIDTH = 8.0
_ROW = 0.36


class Figure(_Figure):
    """A figure that a notebook shows even where nothing has imported ``pyplot``."""

    def _repr_png_(self) -> tuple[bytes, dict[str, Any]]:
        buffer = io.BytesIO()
        # Drawn finer than it is shown, for screens that have the pixels.
        FigureCanvasAgg(self).print_figure(buffer, format="png", dpi=160)
        return buffer.getvalue(), {"width": round(self.get_figwidth() * 90)}


class Sheet:
    """A figure of its own with axes above one another, or the axes of a caller.

    ``rows`` says how many rows each axes have, of which comes their height.
    """

    def __init__(
        self,
        rows: Sequence[float],
        *,
        ax: Axes | None,
        title: str,
        font: str | os.PathLike[str] | None,
    ) -> None:
        self._font = _font.find(font)
        self._own = ax is None
        self._title = title
        self._notes: list[str] = []
        if ax is not None:
            # Axes may stand in a part of a figure; the caller wants the whole.
            whole = ax.figure
            while not isinstance(whole, _Figure):
                whole = whole.figure
            self.figure: _Figure = whole
            self.axes = [ax]
        else:
            heights = [max(some, 1) + 0.6 for some in rows]
            height = sum(heights) * _ROW + 0.45 * (len(heights) - 1) + 0.9
            # All that the settings of a user could change is given, so that figures are the same everywhere.
            figure = Figure(
                (_WIDTH, height),
                dpi=100,
                facecolor=PAPER,
                edgecolor=PAPER,
                layout=ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.1),
            )
            grid = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)
            self.figure = figure
            self.axes = [axes for (axes,) in grid]
        for axes in self.axes:
            _clear(axes)

    def note(self, text: str) -> None:
        """Add a remark to the foot."""
        self._notes.append(text)

    def heading(self, axes: Axes, text: str) -> None:
        """Name axes among several."""
        if self._own:
            axes.set_title(text, loc="left", fontsize=10, color=QUIET, pad=4)

    def finish(self) -> _Figure:
        """Set title and notes, and the font of all words."""
        note = "　".join(self._notes)
        if self._own:
            self.figure.suptitle(self._title, x=0.015, ha="left", fontsize=14, color=INK)
            if note:
                self.figure.supxlabel(note, x=0.015, ha="left", fontsize=9, color=QUIET)
        else:
            (axes,) = self.axes
            axes.set_title(self._title, loc="left", fontsize=12, color=INK)
            if note:
                axes.set_xlabel(note, loc="left", fontsize=9, color=QUIET)
        for part in [self.figure] if self._own else self.axes:
            for text in part.findobj(Text):
                self._dress(text)
        return self.figure

    def _dress(self, text: Any) -> None:
        properties = self._font.copy()
        properties.set_size(text.get_fontsize())
        text.set_fontproperties(properties)
        # A dollar sign in a source is no formula.
        text.set_parse_math(False)

    def empty(self) -> _Figure:
        """Say that there is nothing to draw."""
        for axes in self.axes:
            axes.set_axis_off()
            axes.text(
                0.5,
                0.5,
                "无数据",
                transform=axes.transAxes,
                ha="center",
                va="center",
                fontsize=13,
                color=QUIET,
            )
        return self.finish()


def _clear(axes: Axes) -> None:
    axes.set_facecolor(PAPER)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.grid(False)
    axes.tick_params(length=0, colors=INK, labelsize=10, pad=6)
    axes.set_xticks([])
    axes.set_yticks([])


def rows_of(axes: Axes, labels: Sequence[str], *, span: float) -> None:
    """Label rows from the top down, and set the axes to them; ``span`` is where the longest bar ends."""
    axes.set_yticks(range(len(labels)), labels=list(labels))
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.axvline(0, color=LINE, linewidth=1, zorder=0)
    # Room for the label behind the longest bar.
    axes.set_xlim(0, span * 1.22 if span > 0 else 1)

"""Progress of long work, in a terminal or a notebook, by tqdm where it is installed."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["Ticks", "bar"]

Ticks = Callable[[int, int, str], None]
"""Told how much is done, of how much, and what to say beside it."""


def _in_notebook() -> bool:
    shell = sys.modules.get("IPython")
    kernel = shell.get_ipython() if shell is not None else None
    return kernel is not None and hasattr(kernel, "kernel")


def _tqdm(asked: bool) -> Any:
    """Give tqdm's class for where this runs, or `None` where nobody would see it."""
    notebook = _in_notebook()
    if not asked and not (notebook or sys.stderr.isatty()):
        return None
    if importlib.util.find_spec("tqdm") is None:
        if asked:
            raise ImportError("tqdm is not installed: pip install 'gongwen[notebook]'")
        return None
    # Without ipywidgets, the bar of a terminal is shown in a notebook as well.
    widgets = notebook and importlib.util.find_spec("ipywidgets") is not None
    return importlib.import_module("tqdm.notebook" if widgets else "tqdm").tqdm


@contextmanager
def bar(progress: bool | None, *, unit: str, total: int | None = None) -> Iterator[Ticks]:
    """Show a bar while the block runs; `None` shows one where tqdm is installed and somebody looks on.

    Raises
    ------
    ImportError
        Where a bar is asked for and tqdm is not installed.
    """
    shown = None if progress is False else _tqdm(progress is True)
    if shown is None:
        yield lambda _done, _total, _beside: None
        return
    with shown(total=total, unit=unit) as line:

        def tick(done: int, total: int, beside: str) -> None:
            if total != line.total:
                # A widget learns of its end in no other way.
                line.reset(total)
            line.set_postfix_str(beside, refresh=False)
            line.update(done - line.n)
            if done == total:
                line.refresh()

        yield tick

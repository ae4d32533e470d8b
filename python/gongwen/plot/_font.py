"""A font that has Chinese characters, found among those that are installed."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

__all__ = ["FontWarning", "find"]

#: Families that have simplified Chinese, the best first. None is named for its looks alone: each is what some
#: system brings along.
FAMILIES = (
    "Noto Sans CJK SC",  # fonts-noto-cjk of Debian and Ubuntu
    "Noto Sans SC",  # Google Fonts, and Colab
    "Source Han Sans SC",  # the same glyphs as Adobe names them
    "Source Han Sans CN",  # its regional subset
    "PingFang SC",  # macOS
    "Hiragino Sans GB",  # macOS; a file of its own, where PingFang is one that matplotlib cannot open
    "Heiti SC",  # older macOS
    "Microsoft YaHei",  # Windows
    "SimHei",  # Windows, and servers that were given one file
    "WenQuanYi Micro Hei",  # fonts-wqy-microhei, small, in many containers
    "WenQuanYi Zen Hei",  # fonts-wqy-zenhei
    "Droid Sans Fallback",  # fonts-droid-fallback
    "Noto Sans CJK JP",  # what matplotlib before 3.11 calls the file of Noto Sans CJK, after its first face
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",  # macOS
    "SimSun",  # Windows
    "Arial Unicode MS",  # Office
)

#: How files of these families are called, for those that matplotlib has not listed yet.
FILES = ("NotoSansCJK-Regular", "NotoSansSC", "SourceHanSansSC-Regular", "wqy-microhei", "wqy-zenhei")

_HINT = (
    "no font with Chinese characters was found, so that they are drawn as boxes; install one (Debian, "
    "Ubuntu: apt install fonts-noto-cjk; Fedora: dnf install google-noto-sans-cjk-fonts; any system: "
    "Noto Sans SC from fonts.google.com), or name one with font="
)


class FontWarning(UserWarning):
    """No font with Chinese characters is installed."""


def find(font: str | os.PathLike[str] | None) -> FontProperties:
    """Give the font that was asked for, or one that has Chinese.

    Raises
    ------
    ValueError
        Where the font that was asked for is neither a file nor installed.
    """
    from matplotlib.font_manager import FontProperties

    if font is None:
        return _found() or _missing()
    if Path(font).is_file():
        return FontProperties(fname=os.fspath(font))
    if os.fspath(font) not in _installed():
        message = f"font {os.fspath(font)!r} is neither a file nor a family that matplotlib knows"
        raise ValueError(message)
    return _family(os.fspath(font))


def _found() -> FontProperties | None:
    from matplotlib.font_manager import FontProperties

    installed = _installed()
    for name in FAMILIES:
        if name in installed:
            return _family(name)
    # A font that was installed after matplotlib made its list, which it keeps for good.
    for file in _unlisted():
        return FontProperties(fname=file)
    return None


def _family(name: str) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    # What a Chinese font lacks (②, ⅓) is drawn in the font that comes with matplotlib.
    return FontProperties(family=[name, "DejaVu Sans"])


def _installed() -> set[str]:
    from matplotlib.font_manager import fontManager

    return {entry.name for entry in fontManager.ttflist}


def _unlisted() -> list[str]:
    from matplotlib.font_manager import findSystemFonts

    return sorted(file for file in findSystemFonts() if Path(file).stem.startswith(FILES))


_warned = False


def _missing() -> FontProperties:
    global _warned
    from matplotlib.font_manager import FontProperties

    if not _warned:
        # Once in a process, whatever the filters: a report of twenty figures needs one hint.
        _warned = True
        warnings.warn(_HINT, FontWarning, stacklevel=6)
    return FontProperties(family=["DejaVu Sans"])

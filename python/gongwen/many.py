"""Many files, read side by side."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from gongwen import _native
from gongwen._arguments import check_count, one_or_many
from gongwen._native import Circular, Limits
from gongwen._progress import bar
from gongwen.errors import GongwenError, OptionError, ReadError

if TYPE_CHECKING:
    import datetime
    from concurrent.futures import Future

__all__ = ["read_many"]

_Path = str | os.PathLike[str]
_Found = list[Circular | ReadError]

# Files whose documents may wait for their turn, a worker: one slow file must not stop the others.
_AHEAD = 8


def read_many(
    paths: _Path | Iterable[_Path],
    *,
    workers: int | None = None,
    progress: bool | Callable[[int, int], object] | None = None,
    errors: Literal["object", "raise"] = "object",
    include: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    hidden: bool = False,
    encoding: str | None = None,
    limits: Limits | None = None,
    facts: bool = True,
    reference_date: datetime.date | str | None = None,
) -> Iterator[Circular | GongwenError]:
    """Read files, folders and archives by several threads; documents come in the order of the paths.

    Parsing holds no lock of the interpreter, so that threads use all processors. Few files are ahead of what
    was taken: memory stays bounded by them. An iteration that ends early, by ``break`` or an interrupt, ends
    the threads after the files that they have in hand.

    Parameters
    ----------
    paths
        Files, folders, archives, and patterns such as ``in/**/*.docx``.
    workers
        Threads; as many as there are processors by default.
    progress
        `True` shows a bar by tqdm, in a terminal or a notebook, `False` none; by default there is one where
        tqdm is installed and somebody looks on. A callable is given how many files are done, and how many
        there are.
    errors
        ``object`` gives a file that cannot be read as its error, in its place; ``raise`` raises it.
    include, exclude
        Patterns for files below a folder.
    hidden
        Whether files and folders with a dot before their name are taken as well.

    Raises
    ------
    OptionError
        For an option with a value that there is not, at once.
    ReadError
        For a folder that cannot be listed, at once.

    Examples
    --------
    >>> import gongwen
    >>> [found.code for found in gongwen.read_many(["no-such-file.txt"])]
    ['not_found']
    """
    if errors not in ("object", "raise"):
        raise OptionError(f"errors is 'object' or 'raise', not {errors!r}")
    check_count(workers=workers)
    files = _native.inputs(one_or_many(paths), one_or_many(include), one_or_many(exclude), hidden)
    # An option that is wrong for all files is told once, not once a file.
    _native.read_bytes(b"", encoding=encoding, limits=limits, reference_date=reference_date)

    def read(path: str) -> _Found:
        try:
            return _native.read_all(
                path, encoding=encoding, limits=limits, facts=facts, reference_date=reference_date
            )
        except ReadError as error:
            return [error]

    return _each(files, read, workers or _processors(), progress, errors == "raise")


def _each(
    files: list[str],
    read: Callable[[str], _Found],
    workers: int,
    progress: bool | Callable[[int, int], object] | None,
    raises: bool,
) -> Iterator[Circular | GongwenError]:
    """Read files ahead of what is taken; a generator, so that nothing runs before the first is asked for."""
    # Here, since most who import the package read no archive.
    from concurrent.futures import ThreadPoolExecutor

    told = progress if callable(progress) else None
    shown = False if callable(progress) else progress
    waiting: deque[Future[_Found]] = deque()
    left = iter(files)
    failed = 0
    with bar(shown, unit="file", total=len(files)) as tick:
        pool = ThreadPoolExecutor(workers, thread_name_prefix="gongwen")
        try:
            for done in range(len(files)):
                while len(waiting) < workers * _AHEAD and (path := next(left, None)) is not None:
                    waiting.append(pool.submit(read, path))
                for found in waiting.popleft().result():
                    if isinstance(found, GongwenError):
                        failed += 1
                        if raises:
                            raise found
                    yield found
                tick(done + 1, len(files), f"{failed} failed" if failed else "")
                if told is not None:
                    told(done + 1, len(files))
        finally:
            pool.shutdown(cancel_futures=True)


def _processors() -> int:
    """Count the processors that this process may use; a container may have fewer than the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

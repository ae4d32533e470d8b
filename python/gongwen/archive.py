"""Archives to tables: what the command ``gongwen convert`` does, and the same for files in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from gongwen import _native
from gongwen._arguments import check_count, one_or_many
from gongwen._native import Limits, Table
from gongwen._progress import bar
from gongwen.errors import OptionError

__all__ = ["Failed", "Progress", "Status", "Summary", "convert", "retry", "status", "tables"]

if TYPE_CHECKING:
    _OutputFormat: TypeAlias = Literal["parquet", "arrow", "csv", "jsonl", "markdown", "sqlite", "xlsx"]

_Path = str | os.PathLike[str]


@dataclass(frozen=True)
class Progress:
    """How far a run is."""

    inputs: int
    """Inputs that are done."""
    total: int
    """Inputs that there are."""
    documents: int
    """Documents that were converted."""
    bytes: int
    """Bytes that were read."""
    failed: int
    """Files that failed."""


@dataclass(frozen=True)
class Summary:
    """What a run did.

    ``skipped`` counts inputs that an earlier run had done; ``stopped`` tells whether ``fail_fast`` ended
    the run.
    """

    inputs: int
    """Inputs that it converted."""
    documents: int
    """Documents in them, each content once."""
    duplicates: int
    """Files whose content an earlier one has."""
    failed: int
    """Files that could not be read."""
    skipped: int
    """Inputs that an earlier run had done."""
    parts: int
    """Parts that it wrote."""
    bytes: int
    """Bytes that it read."""
    stopped: bool
    """Whether ``fail_fast`` ended it."""


@dataclass(frozen=True)
class Failed:
    """A file that could not be converted."""

    path: str
    """Which file, of a member ``archive.zip!/member``."""
    stage: str
    """Where it failed: ``read`` …."""
    code: str
    """The kind of failure, as in ``GongwenError.code``."""
    message: str
    """What is wrong, and what to do."""


@dataclass(frozen=True)
class Status:
    """What an output holds."""

    parts: int
    """Parts that there are."""
    inputs: int
    """Files and archives that were given."""
    files: int
    """Files in them."""
    documents: int
    """Documents, each content once."""
    duplicates: int
    """Files whose content an earlier one has."""
    bytes: int
    """Bytes of all files."""
    failed: tuple[Failed, ...]
    """Files that could not be read."""


def convert(
    paths: _Path | Iterable[_Path],
    output: _Path,
    *,
    to: _OutputFormat | Iterable[_OutputFormat] = "parquet",
    include: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    hidden: bool = False,
    force: bool = False,
    bom: bool = False,
    captions: bool = False,
    fail_fast: bool = False,
    jobs: int | None = None,
    part_rows: int | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    progress: bool | Callable[[Progress], object] | None = None,
) -> Summary:
    """Convert files, folders and archives to tables in a folder, but for what it holds already.

    Parameters
    ----------
    paths
        Files, folders, archives, and patterns such as ``in/**/*.docx``.
    to
        One format or several. ``sqlite`` and ``xlsx`` are one file each, made from Parquet files beside
        them.
    include, exclude
        Patterns for files below a folder.
    part_rows
        Rows that make a part of the output, which is written as a whole.
    progress
        `True` shows a bar by tqdm, in a terminal or a notebook, `False` none; by default there is one where
        tqdm is installed and somebody looks on. A callable is called now and then, and at the end. What it
        raises ends the run, as an interrupt does; what was converted is kept.

    Raises
    ------
    OptionError
        For a format, pattern or encoding that does not exist, and, as `NoOutputError`, a folder that is no
        output.
    ReadError, OutputError
        Where an input cannot be listed or the output cannot be written. A file that fails is a row of
        ``errors``.
    """
    formats = one_or_many(to)
    if not formats:
        raise OptionError("to names no format; parquet is the usual one", code="option")
    check_count(jobs=jobs, part_rows=part_rows)
    with _told(progress) as told:
        row = _native.convert(
            one_or_many(paths),
            os.fspath(output),
            formats,
            one_or_many(include),
            one_or_many(exclude),
            hidden,
            force,
            bom,
            captions,
            fail_fast,
            jobs,
            part_rows,
            encoding,
            limits,
            told,
        )
    return Summary(*row)


def retry(
    output: _Path,
    *,
    fail_fast: bool = False,
    jobs: int | None = None,
    part_rows: int | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    progress: bool | Callable[[Progress], object] | None = None,
) -> Summary:
    """Convert again what failed in an output; parameters and errors as of `convert`."""
    check_count(jobs=jobs, part_rows=part_rows)
    with _told(progress) as told:
        row = _native.retry(os.fspath(output), fail_fast, jobs, part_rows, encoding, limits, told)
    return Summary(*row)


def status(output: _Path) -> Status:
    """Tell what an output holds, and what failed.

    Raises
    ------
    NoOutputError
        Where ``output`` is no output.
    """
    parts, inputs, files, documents, duplicates, size, failed = _native.status(os.fspath(output))
    rows = tuple(Failed(*row) for row in failed)
    return Status(parts, inputs, files, documents, duplicates, size, rows)


def tables(
    files: Iterable[tuple[str, bytes]],
    *,
    copies: Collection[str] | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
) -> dict[str, Table]:
    r"""Convert files in memory, each a name and its bytes, to all tables.

    The rows of a file depend on its name and bytes alone. A file that fails is a row of ``errors``.
    Without files, the tables are empty and tell their schemas.

    Parameters
    ----------
    copies
        Names of files, or members of archives, whose content stands elsewhere first: their documents are
        not counted here. By default, copies are found among the files, of which the first counts.

    Examples
    --------
    >>> made = tables([("一.txt", "一、工作情况\n\n排查问题143个。\n".encode())])
    >>> made["metrics"].num_rows
    1
    >>> made["errors"].column_names
    ['path', 'stage', 'code', 'message']
    """
    known = None if copies is None else set(copies)
    return {table.name: table for table in _native.tables(list(files), known, encoding, limits)}


@contextmanager
def _told(progress: bool | Callable[[Progress], object] | None) -> Iterator[Callable[..., object]]:
    """Give what the run tells its rows to: a callable of the user's, or a bar."""
    if callable(progress):
        call = progress
        yield lambda *row: call(Progress(*row))
        return
    with bar(progress, unit="file") as tick:

        def show(inputs: int, total: int, documents: int, _bytes: int, failed: int) -> None:
            tick(inputs, total, f"{documents} documents, {failed} failed")

        yield show

"""A corpus: circulars of a folder, of a list of files, or of a converted output, as tables and one by one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import TYPE_CHECKING

from gongwen import _native
from gongwen._arguments import check_count, one_or_many
from gongwen._native import Circular, Limits, Table
from gongwen.archive import convert
from gongwen.errors import GongwenError, OptionError, ReadError
from gongwen.many import read_many

if TYPE_CHECKING:
    import tempfile

    from typing_extensions import Self

__all__ = ["Corpus"]

_Path = str | os.PathLike[str]


class Corpus:
    r"""Circulars of a folder, of a list of files, or of a converted output.

    Nothing is read before it is asked for. The first table that is asked for converts the files, by all
    processors and in bounded memory, to a temporary folder that goes with the corpus; those of an output that
    `gongwen.convert` made are there already. A table is read from its files each time it is used, so that an
    archive that is larger than the memory can be counted by engines that stream.

    Parameters
    ----------
    source
        A folder, a file, an archive, a pattern such as ``in/**/*.docx``, a list of them, or the output of
        `gongwen.convert` with Parquet or Arrow files.
    include, exclude, hidden
        Which files below a folder are taken, as of `gongwen.convert`.
    encoding, limits
        As of `gongwen.read`.
    workers
        Threads; as many as there are processors by default.
    progress
        Whether a bar is shown; by default where tqdm is installed and somebody looks on.

    Raises
    ------
    OptionError
        For options that an output, which is converted already, cannot follow.

    Examples
    --------
    >>> import gongwen, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> written = (folder / "一.txt").write_text("一、工作情况\n\n排查问题143个。\n", "utf-8")
    >>> corpus = gongwen.Corpus(folder)
    >>> len(corpus), corpus.metrics.column("subject")
    (1, ['问题'])
    """

    def __init__(
        self,
        source: _Path | Iterable[_Path],
        *,
        include: str | Iterable[str] = (),
        exclude: str | Iterable[str] = (),
        hidden: bool = False,
        encoding: str | None = None,
        limits: Limits | None = None,
        workers: int | None = None,
        progress: bool | None = None,
    ) -> None:
        check_count(workers=workers)
        self._paths = one_or_many(source)
        self._include, self._exclude, self._hidden = one_or_many(include), one_or_many(exclude), hidden
        self._encoding, self._limits = encoding, limits
        self._workers, self._progress = workers, progress
        self._lock = Lock()
        self._tables: dict[str, Table] = {}
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._output = self._paths[0] if len(self._paths) == 1 and _is_output(self._paths[0]) else None
        if self._output is not None and (self._include or self._exclude or hidden or encoding or limits):
            raise OptionError(
                f"{self._output}: converted already; options on what is read belong to gongwen.convert",
                path=self._output,
                code="option",
            )

    @property
    def documents(self) -> Table:
        """One row a document."""
        return self.table("documents")

    @property
    def nodes(self) -> Table:
        """One row a node of a tree."""
        return self.table("nodes")

    @property
    def issues(self) -> Table:
        """One row an issue."""
        return self.table("issues")

    @property
    def measures(self) -> Table:
        """One row a measure."""
        return self.table("measures")

    @property
    def metrics(self) -> Table:
        """One row a figure."""
        return self.table("metrics")

    @property
    def dates(self) -> Table:
        """One row a date or range of dates."""
        return self.table("dates")

    @property
    def citations(self) -> Table:
        """One row a document that a text names."""
        return self.table("citations")

    @property
    def actions(self) -> Table:
        """One row a thing done about people, cases or money."""
        return self.table("actions")

    @property
    def terms(self) -> Table:
        """One row a quoted expression."""
        return self.table("terms")

    @property
    def contacts(self) -> Table:
        """One row a phone number or address."""
        return self.table("contacts")

    @property
    def diagnostics(self) -> Table:
        """One row a finding: what looked wrong."""
        return self.table("diagnostics")

    @property
    def sources(self) -> Table:
        """One row a file, or member of an archive, that was read."""
        return self.table("sources")

    @property
    def errors(self) -> Table:
        """One row a file, or member of an archive, that could not be read."""
        return self.table("errors")

    def table(self, name: str) -> Table:
        """Give a table by its name.

        Raises
        ------
        OptionError
            Where there is no such table, no file to read, or, as `NoOutputError`, an output has neither
            Parquet nor Arrow files.
        ReadError, OutputError
            Where files cannot be listed or converted.
        """
        with self._lock:
            if name not in self._tables:
                output = self._converted()
                # A table keeps the temporary folder: it may be used when the corpus is gone.
                self._tables[name] = _native.open_table(output, name, self._temporary)
            return self._tables[name]

    def _converted(self) -> str:
        if self._output is not None:
            return self._output
        if self._temporary is None:
            # Here, since most who import the package make no corpus.
            import tempfile

            made = tempfile.TemporaryDirectory(prefix="gongwen-")
            convert(
                self._paths,
                made.name,
                to="arrow",
                include=self._include,
                exclude=self._exclude,
                hidden=self._hidden,
                encoding=self._encoding,
                limits=self._limits,
                jobs=self._workers,
                progress=self._progress,
            )
            if not _is_output(made.name):
                made.cleanup()
                named = ", ".join(self._paths) or "no paths"
                raise OptionError(f"{named}: no file to read; check the paths and the patterns", code="empty")
            self._temporary = made
        return self._temporary.name

    def __len__(self) -> int:
        """Count the documents; files with the same bytes are one."""
        return self.documents.num_rows

    def __iter__(self) -> Iterator[Circular | GongwenError]:
        """Read the documents one by one, from their files; see `gongwen.read_many`."""
        if self._output is None:
            return read_many(
                self._paths,
                include=self._include,
                exclude=self._exclude,
                hidden=self._hidden,
                encoding=self._encoding,
                limits=self._limits,
                workers=self._workers,
                progress=self._progress,
            )
        first_read = self.documents.column("name")
        files = dict.fromkeys(_file(name) for name in first_read if name is not None)
        return read_many(list(files), workers=self._workers, progress=self._progress)

    def circular(self, doc_id: str) -> Circular:
        """Read one document again from its file, to see the words around what a table says.

        Raises
        ------
        KeyError
            Where there is no such document.
        ReadError
            Where its file is gone or has changed.
        """
        ids, names = self.documents.column("doc_id"), self.documents.column("name")
        if doc_id not in ids:
            raise KeyError(doc_id)
        name = names[ids.index(doc_id)]
        file = _file(name)
        all_found = _native.read_all(file, encoding=self._encoding, limits=self._limits)
        with open(file, "rb") as stream:
            keys = dict(_native.keys([(file, stream.read())], self._limits))
        # An id is the key of the bytes, with a number where they hold several documents.
        member = name if name in keys else name.rpartition("#")[0]
        if keys.get(member) == doc_id.partition("-")[0]:
            for found in all_found:
                if isinstance(found, Circular) and found.name == name:
                    return found
        raise ReadError(
            f"{name}: has changed since it was converted; convert it again", path=name, code="changed"
        )

    def close(self) -> None:
        """Let go of what was converted for this corpus: the folder goes with the last table that is in use.

        Where a table is asked for again, the files are converted again.
        """
        with self._lock:
            self._tables.clear()
            self._temporary = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def _repr_html_(self) -> str:
        """Show its documents, in a notebook."""
        return self.documents._repr_html_()

    def __repr__(self) -> str:
        shown = ", ".join(map(repr, self._paths[:3])) + (", …" if len(self._paths) > 3 else "")
        return f"<Corpus {shown}>"


def _file(name: str) -> str:
    """Give the file that a document is in: ``a.zip`` of ``a.zip!/b.txt``, ``a.docx`` of ``a.docx#2``."""
    parts = name.split("!/")
    # The name of a folder may end in an exclamation mark as well.
    files = ("!/".join(parts[:count]) for count in range(1, len(parts) + 1))
    file = next(filter(os.path.isfile, files), parts[0])
    whole, number = name.rpartition("#")[::2]
    return whole if number.isdigit() and not os.path.exists(file) else file


def _is_output(path: str) -> bool:
    if not os.path.isdir(path):
        return False
    with os.scandir(path) as entries:
        return any(
            entry.name.startswith("part-") and os.path.exists(os.path.join(entry.path, "manifest.jsonl"))
            for entry in entries
        )

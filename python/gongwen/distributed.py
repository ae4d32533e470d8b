"""The conversion of `gongwen.convert` over many machines: on Daft and its Ray runner, or on any engine.

An engine hands out files, a batch at a time, and gets record batches back. What makes the result the same
however the work is cut, and however often a part of it is done again:

- Rows of a file depend on its name and bytes alone (`gongwen.tables`); ids are made from content, never
  counted.
- Copies are found before the work: one light pass unpacks and hashes each file, and the first of each
  content, in the order of `gongwen.convert`, is the one whose documents count. Only names and hashes,
  some hundred bytes a file, meet across machines; text and rows are never shuffled.
- A file that fails is a row of ``errors``, not an exception, so that no file fails the job.

`convert_batch` is the engine-neutral core. `tables` yields the rows on Daft, and `convert` writes them as
Parquet.
"""

from __future__ import annotations

import hashlib
import io
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

try:
    import daft
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as _error:
    raise ImportError(
        "gongwen.distributed needs daft and pyarrow: pip install 'gongwen[distributed]'"
    ) from _error

import gongwen
from gongwen import _native

if TYPE_CHECKING:
    from daft import DataFrame

__all__ = ["BATCH_FILES", "convert", "convert_batch", "decode", "inputs", "tables"]

BATCH_FILES = 64
"""Files of a batch: some megabytes of rows."""

#: What `convert_batch` returns.
_SCHEMA = pa.schema([("table", pa.string()), ("rows", pa.binary())])


def convert_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Convert the files of a record batch; ids do not depend on what else is in it.

    Parameters
    ----------
    batch
        Columns ``name`` (text), ``data`` (binary; without it the files are read from their names), and
        ``copies`` (a list of names, or null): files and members whose content stands elsewhere first.

    Returns
    -------
    pa.RecordBatch
        One row a table: ``table``, its name, and ``rows``, an Arrow IPC stream that `decode` reads.
    """
    names: list[str] = batch.column("name").to_pylist()
    has_data = "data" in batch.schema.names
    data = batch.column("data").to_pylist() if has_data else [None] * len(names)
    marked = batch.column("copies").to_pylist() if "copies" in batch.schema.names else []
    copies = {name for some in marked for name in some or ()}
    files: list[tuple[str, bytes]] = []
    unread: list[tuple[str, str, str]] = []
    for name, content in zip(names, data, strict=True):
        try:
            files.append((name, Path(name).read_bytes() if content is None else content))
        except FileNotFoundError:
            unread.append((name, "not_found", f"{name}: no such file; check the path"))
        except OSError as error:
            message = f"{name}: cannot be read ({error.strerror}); check the path and its permissions"
            unread.append((name, "io", message))
    made = {name: pa.table(table) for name, table in gongwen.tables(files, copies=copies).items()}
    if unread:
        made = _with_unread(made, unread)
    rows = [_to_ipc(table) for table in made.values()]
    return pa.record_batch([list(made), rows], schema=_SCHEMA)


def _with_unread(made: dict[str, pa.Table], unread: list[tuple[str, str, str]]) -> dict[str, pa.Table]:
    """Record files that are not there, as `gongwen.convert` does."""
    sources = [{"path": path, "doc_id": None, "bytes": 0, "duplicate": False} for path, _, _ in unread]
    errors = [
        {"path": path, "stage": "read", "code": code, "message": message} for path, code, message in unread
    ]
    added = {"sources": sources, "errors": errors}
    return {
        name: pa.concat_tables([table, pa.Table.from_pylist(added[name], schema=table.schema)])
        if name in added
        else table
        for name, table in made.items()
    }


def decode(batch: pa.RecordBatch) -> dict[str, pa.Table]:
    """Give the tables that `convert_batch` made, by name."""
    pairs = zip(batch.column("table").to_pylist(), batch.column("rows").to_pylist(), strict=True)
    return {name: pa.ipc.open_stream(rows).read_all() for name, rows in pairs}


def inputs(paths: Iterable[str | os.PathLike[str]]) -> DataFrame:
    """Make a Daft dataset of files, and of the files below folders, as `gongwen.convert` lists them.

    Its column ``place`` keeps their order, so that of files with the same bytes the same one counts as there.
    """
    listed = _native.inputs([os.fspath(path) for path in paths], [], [], False)
    names = list(dict.fromkeys(listed))
    return daft.from_pydict({"name": names, "place": list(range(len(names)))})


def tables(files: DataFrame, *, batch_files: int = BATCH_FILES) -> Iterator[dict[str, pa.Table]]:
    """Convert a dataset of files on the engine that Daft is set to, and yield the tables of each batch.

    Parameters
    ----------
    files
        A column ``name``, and ``data`` with the bytes where they are not to be read from the names. Where
        there is a column ``place``, the first of files with the same bytes is the one with the lowest, else
        the one with the first path.
    batch_files
        Files that a task converts at once.

    Yields
    ------
    dict
        All tables by name, as of `gongwen.tables`. Batches come in any order; their rows together are
        those of `gongwen.convert` over the same names.
    """
    for encoded in _on_each_batch(files, _encode, batch_files):
        yield decode(pa.ipc.open_stream(encoded).read_next_batch())


def convert(
    files: DataFrame, output: str | os.PathLike[str], *, batch_files: int = BATCH_FILES
) -> dict[str, int]:
    """Convert a dataset of files, and write ``output/TABLE/NAME.parquet`` for each batch.

    ``output`` is a folder that all workers reach, and has to be empty or missing. Rows are written where
    they are made, and do not pass through the caller. A task that is done twice may leave a file of the
    first time: at the end, what no finished task named is removed.

    Returns
    -------
    dict
        Rows of each table.

    Raises
    ------
    FileExistsError
        Where ``output`` holds something.
    """
    root = Path(output)
    if root.exists() and any(root.iterdir()):
        message = f"{root}: not empty; name a folder of its own for the output"
        raise FileExistsError(message)
    for name in gongwen.tables([]):
        (root / name).mkdir(parents=True, exist_ok=True)
    counts = dict.fromkeys(gongwen.tables([]), 0)
    finished = set()
    for written in _on_each_batch(files, _Writer(str(root)), batch_files):
        part = pa.ipc.open_stream(written).read_next_batch().to_pylist()
        for row in part:
            counts[row["table"]] += row["count"]
            finished.add(Path(row["table"], row["file"]))
    for file in root.glob("*/*"):
        if file.relative_to(root) not in finished:
            file.unlink()
    return counts


class _Writer:
    """Converts a batch and writes its tables, each with one rename."""

    def __init__(self, root: str) -> None:
        self.root = root

    def __call__(self, batch: pa.RecordBatch) -> bytes:
        made = decode(convert_batch(batch))
        # The same batch has the same name: what a task writes again replaces what it wrote.
        digest = hashlib.blake2b(
            "\0".join(batch.column("name").to_pylist()).encode(), digest_size=12
        ).hexdigest()
        file = f"{digest}.parquet"
        for name, table in made.items():
            place = Path(self.root, name, file)
            unfinished = place.with_name(f".{uuid.uuid4().hex}")
            pq.write_table(table, unfinished, compression="zstd")
            unfinished.replace(place)
        columns = [list(made), [file] * len(made), [table.num_rows for table in made.values()]]
        return _to_ipc(pa.record_batch(columns, names=["table", "file", "count"]))


def _encode(batch: pa.RecordBatch) -> bytes:
    return _to_ipc(convert_batch(batch))


def _to_ipc(rows: pa.Table | pa.RecordBatch) -> bytes:
    out = io.BytesIO()
    with pa.ipc.new_stream(out, rows.schema) as writer:
        writer.write(rows)
    return out.getvalue()


def _on_each_batch(
    files: DataFrame, work: Callable[[pa.RecordBatch], bytes], batch_files: int
) -> Iterator[bytes]:
    """Run ``work`` on batches of files, copies told, and yield what it returns."""
    named = files.with_column("has_data", daft.lit("data" in files.column_names))
    if "data" not in files.column_names:
        named = named.with_column("data", daft.lit(None).cast(daft.DataType.binary()))
    if "place" not in files.column_names:
        named = named.with_column("place", daft.lit(None).cast(daft.DataType.int64()))
    marked = named.join(_copies(named), on="name", how="left")

    # A batch of rows gives as many values: the first row carries what came of all.
    @daft.func.batch(return_dtype=daft.DataType.binary(), batch_size=batch_files)
    def run(name: daft.Series, data: daft.Series, copies: daft.Series) -> daft.Series:
        columns: dict[str, Any] = {"name": name.to_arrow().cast(pa.string())}
        if data.name() and any(value is not None for value in data.to_pylist()):
            columns["data"] = data.to_arrow().cast(pa.binary())
        columns["copies"] = pa.array(copies.to_pylist(), pa.list_(pa.string()))
        result = work(pa.record_batch(columns))
        return daft.Series.from_pylist([result, *[None] * (len(name) - 1)])

    done = marked.select(run(daft.col("name"), daft.col("data"), daft.col("copies")).alias("made"))
    for row in done.where(daft.col("made").not_null()).iter_rows():
        made = row["made"]
        if isinstance(made, bytes):
            yield made


def _copies(files: DataFrame) -> DataFrame:
    """Find the files and members whose content an earlier one has: columns ``name`` and ``copies``."""
    key = daft.DataType.struct(
        {"key": daft.DataType.string(), "order": daft.DataType.string(), "path": daft.DataType.string()}
    )

    @daft.func(return_dtype=daft.DataType.list(key))
    def keys(name: str, data: bytes | None, place: int | None) -> list[dict[str, str]]:
        try:
            content = Path(name).read_bytes() if data is None else data
        except OSError:
            return []
        found = _native.keys([(name, content)], None)
        # Folder by folder, as a walk that sorts names goes; members in the order of their archive.
        order = name.replace(os.sep, "\x01") if place is None else f"{place:012}"
        return [
            {"key": key, "order": f"{order}\x01\x01{at:08}", "path": path}
            for at, (path, key) in enumerate(found)
        ]

    asked = keys(daft.col("name"), daft.col("data"), daft.col("place"))
    each = files.select("name", asked.alias("found")).explode("found")
    found = each.where(daft.col("found").not_null()).select(
        "name",
        daft.col("found")["key"].alias("key"),
        daft.col("found")["order"].alias("order"),
        daft.col("found")["path"].alias("path"),
    )
    first = found.groupby("key").agg(daft.col("order").min().alias("first"))
    later = found.join(first, on="key").where(daft.col("order") != daft.col("first"))
    return later.groupby("name").agg(daft.col("path").list_agg().alias("copies"))

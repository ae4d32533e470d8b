"""The distributed conversion gives the rows of a single machine: locally, on a cluster, and when a worker
dies."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import daft
import gongwen
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from gongwen import distributed

ROOT = Path(__file__).parents[2]
TEXT = (
    "某县第{number}局党组关于巡察整改情况的通报\n\n一、反馈问题整改情况\n\n1.关于“学习不深入”问题\n\n"
    "整改情况：一是组织学习{number}次。二是修订《公务接待管理办法》，诫勉2人。\n\n2026年3月1日\n"
)

Rows = dict[str, list[str]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of several formats, copies in folders and archives, and some that cannot be read."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "b").mkdir()
    for number in range(40):
        place = folder / ("b" if number % 3 == 0 else ".") / f"{number:02}.txt"
        place.write_text(TEXT.format(number=number), encoding="utf-8")
    for fixture in sorted((ROOT / "fixtures" / "formats").rglob("*")):
        if fixture.suffix in {".docx", ".pdf", ".ofd", ".html", ".xlsx"} and fixture.is_file():
            (folder / f"{fixture.parent.name}-{fixture.name}").write_bytes(fixture.read_bytes())
    # Earlier and later than what it is a copy of; `b.txt` comes after the folder `b`.
    (folder / "00-copy.txt").write_text(TEXT.format(number=7), encoding="utf-8")
    (folder / "b.txt").write_text(TEXT.format(number=3), encoding="utf-8")
    with zipfile.ZipFile(folder / "a.zip", "w") as members:
        members.writestr("two.txt", TEXT.format(number=11))
        members.writestr("one.txt", TEXT.format(number=11))
        members.writestr("new.txt", TEXT.format(number=99))
    (folder / "broken.docx").write_bytes(b"PK\x03\x04")
    (folder / "broken-copy.docx").write_bytes(b"PK\x03\x04")
    return folder


@pytest.fixture(scope="module")
def expected(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    output = tmp_path_factory.mktemp("single")
    gongwen.convert(archive, output)
    rows = {
        name: _sorted(pq.read_table(output / "part-00000" / f"{name}.parquet")) for name in gongwen.tables([])
    }
    assert len(rows["documents"]) > 45
    assert len(rows["errors"]) == 3, "a scan, and a broken file twice"
    return rows


def _sorted(table: pa.Table) -> list[str]:
    return sorted(str(row) for row in table.to_pylist())


def _merged(batches: Iterator[dict[str, pa.Table]]) -> Rows:
    made = list(batches)
    assert len(made) > 3, "several batches"
    return {name: _sorted(pa.concat_tables(batch[name] for batch in made)) for name in made[0]}


def test_the_local_engine_gives_the_rows_of_a_single_run(archive: Path, expected: Rows) -> None:
    assert _merged(distributed.tables(distributed.inputs([archive]), batch_files=8)) == expected


def test_bytes_are_taken_in_the_place_of_paths(archive: Path, expected: Rows) -> None:
    names = distributed.inputs([archive]).to_pydict()["name"]
    # In another order, as partitions come.
    names = names[1::2] + names[::2]
    files = daft.from_pydict({"name": names, "data": [Path(name).read_bytes() for name in names]})
    assert _merged(distributed.tables(files, batch_files=5)) == expected


def test_a_file_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    batch = pa.record_batch({"name": [str(tmp_path / "none.txt")]})
    made = distributed.decode(distributed.convert_batch(batch))
    assert made["errors"].column("stage").to_pylist() == ["read"]
    assert made["sources"].num_rows == 1


def test_parquet_is_written_where_it_is_made(archive: Path, expected: Rows, tmp_path: Path) -> None:
    counts = distributed.convert(distributed.inputs([archive]), tmp_path / "out", batch_files=16)
    for name, rows in expected.items():
        assert counts[name] == len(rows)
        assert _sorted(pq.read_table(tmp_path / "out" / name)) == rows
    with pytest.raises(FileExistsError, match="not empty"):
        distributed.convert(distributed.inputs([archive]), tmp_path / "out")


def _run(script: Path, *arguments: str | Path) -> None:
    # In a process of its own: Daft takes one engine for the life of a process.
    command = [sys.executable, str(script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr[-4000:]


def test_a_cluster_of_two_nodes_gives_the_same_rows(archive: Path, expected: Rows, tmp_path: Path) -> None:
    _run(ROOT / "examples" / "distributed.py", archive, tmp_path / "out")
    for name, rows in expected.items():
        assert _sorted(pq.read_table(tmp_path / "out" / name)) == rows, name


def test_a_killed_worker_changes_no_row(archive: Path, expected: Rows, tmp_path: Path) -> None:
    flag = tmp_path / "killed"
    _run(Path(__file__).with_name("killed_worker.py"), archive, tmp_path / "out", flag)
    assert flag.exists(), "a worker was killed"
    for name, rows in expected.items():
        assert _sorted(pq.read_table(tmp_path / "out" / name)) == rows, name

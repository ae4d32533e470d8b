"""Archives to tables, and what other libraries read of them."""

from __future__ import annotations

import datetime
import json
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import gongwen
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

TEXT = (
    "青溪市水利局关于巡察整改情况的通报\n\n一、反馈问题整改情况\n\n1.关于“公务接待不规范”问题\n\n"
    "整改情况：一是修订《公务接待管理办法》。二是排查问题{number}个，完成率达99.5%，诫勉2人。\n"
    "整改时限：2025年6月底前\n\n2026年3月1日\n"
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of eight circulars, a copy and a broken file, in every format."""
    root = tmp_path_factory.mktemp("archive")
    folder = root / "in"
    folder.mkdir()
    for number in range(1, 9):
        (folder / f"{number}.txt").write_text(TEXT.format(number=number), encoding="utf-8")
    (folder / "copy.txt").write_text(TEXT.format(number=1), encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04")
    out = root / "out"
    told: list[gongwen.Progress] = []
    formats: list[Any] = ["parquet", "arrow", "csv", "jsonl", "sqlite", "xlsx"]
    summary = gongwen.convert(folder, out, to=formats, part_rows=100, progress=told.append)
    assert (summary.documents, summary.duplicates, summary.failed, summary.skipped) == (8, 1, 1, 0)
    assert told[-1] == gongwen.Progress(10, 10, 8, summary.bytes, 1)
    return out


def test_a_second_run_has_nothing_to_do_and_status_tells_what_failed(output: Path) -> None:
    folder = output.parent / "in"
    again = gongwen.convert(folder, output, to=["parquet", "arrow", "csv", "jsonl"])
    assert (again.documents, again.skipped) == (0, 10)
    status = gongwen.status(output)
    assert (status.documents, status.files, status.duplicates) == (8, 10, 1)
    (failed,) = status.failed
    assert (failed.stage, Path(failed.path).name) == ("read", "broken.docx")
    with pytest.raises(ValueError, match="holds no parts"):
        gongwen.status(folder.parent / "none")
    with pytest.raises(ValueError, match='no output format "word"'):
        gongwen.convert(folder, output, to="word")  # type: ignore[arg-type]


def test_what_was_mended_is_converted_by_retry(tmp_path: Path) -> None:
    broken = tmp_path / "in.docx"
    broken.write_bytes(b"PK\x03\x04")
    assert gongwen.convert(broken, tmp_path / "out").failed == 1
    broken.write_text(TEXT, encoding="utf-8")
    assert gongwen.retry(tmp_path / "out").documents == 1
    assert gongwen.status(tmp_path / "out").failed == ()


def test_an_exception_of_progress_ends_the_run_and_keeps_what_is_done(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number:03}.txt").write_text(TEXT.format(number=number), encoding="utf-8")

    def stop(progress: gongwen.Progress) -> None:
        raise KeyboardInterrupt

    out = tmp_path.parent / f"{tmp_path.name}-out"
    with pytest.raises(KeyboardInterrupt):
        gongwen.convert(tmp_path, out, progress=stop, jobs=1)
    done = gongwen.status(out).documents
    assert 0 < done < 400
    assert gongwen.convert(tmp_path, out).skipped == done


def test_pyarrow_reads_dates_numbers_and_flags(output: Path) -> None:
    metrics = pq.read_table(output / "part-00000" / "metrics.parquet")
    types = {field.name: field.type for field in metrics.schema}
    wanted = (pa.float64(), pa.bool_(), pa.int64(), pa.string())
    assert (types["value"], types["target"], types["start"], types["subject"]) == wanted
    issues = pa.ipc.open_file(output / "part-00000" / "issues.arrow").read_all()
    assert issues.schema.field("deadline").type == pa.date32()
    assert issues.column("deadline").to_pylist()[0] == datetime.date(2025, 6, 30)
    assert metrics.schema.metadata[b"offsets"] == b"codepoint"
    assert metrics.schema.field("value").metadata[b"caption"] == "数值".encode()


def test_polars_reads_parquet_arrow_and_csv(output: Path) -> None:
    frame = pl.read_parquet(output / "*" / "metrics.parquet")
    assert frame.height == 16
    types = [str(frame.schema[name]) for name in ("value", "target", "start")]
    assert types == ["Float64", "Boolean", "Int64"]
    assert pl.read_ipc(output / "part-00000" / "issues.arrow").schema["deadline"] == pl.Date
    csv = pl.read_csv(output / "part-00000" / "issues.csv", try_parse_dates=True)
    assert csv.height > 0
    assert [str(csv.schema[name]) for name in ("deadline", "measures")] == ["Date", "Int64"]


def test_pandas_reads_parquet_and_csv(output: Path) -> None:
    frame = pd.concat(pd.read_parquet(file) for file in sorted(output.glob("*/metrics.parquet")))
    assert (str(frame["value"].dtype), str(frame["target"].dtype), str(frame["start"].dtype)) == (
        "float64",
        "bool",
        "int64",
    )
    rate = frame[frame["unit"] == "%"]["value"].tolist()
    assert rate == [99.5] * 8
    csv = pd.read_csv(output / "part-00000" / "issues.csv", parse_dates=["deadline"])
    assert set(csv["deadline"].dt.year) == {2025}


def test_duckdb_reads_the_parts_as_one_table(output: Path) -> None:
    rows = duckdb.execute(
        f"SELECT count(*), sum(value), max(deadline) FROM '{output}/*/metrics.parquet' m "
        f"JOIN '{output}/*/issues.parquet' i ON i.doc_id = m.doc_id AND i.node = m.issue WHERE m.unit = '个'"
    ).fetchall()
    assert rows == [(8, 36.0, datetime.date(2025, 6, 30))]


def test_sqlite3_reads_the_database(output: Path) -> None:
    # Its own converter of dates is deprecated since Python 3.12.
    sqlite3.register_converter("DATE", lambda text: datetime.date.fromisoformat(text.decode()))
    connection = sqlite3.connect(output / "gongwen.sqlite", detect_types=sqlite3.PARSE_DECLTYPES)
    sql = "SELECT deadline, measures FROM issues LIMIT 1"
    assert connection.execute(sql).fetchone() == (datetime.date(2025, 6, 30), 2)
    kinds = "SELECT typeof(value), typeof(target), typeof(start), typeof(subject) FROM metrics LIMIT 1"
    assert connection.execute(kinds).fetchone() == ("real", "integer", "integer", "text")
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    found = "SELECT count(*) FROM node_search WHERE node_search MATCH '\"接 待 管 理\"'"
    assert connection.execute(found).fetchone() == (8,)
    overview = "SELECT metric_texts, action_texts FROM issue_overview ORDER BY doc_id LIMIT 1"
    metrics, actions = connection.execute(overview).fetchone()
    assert len(metrics.splitlines()) == 2
    assert actions == "诫勉：诫勉2人"


def test_openpyxl_reads_the_workbook(output: Path) -> None:
    book = openpyxl.load_workbook(output / "gongwen.xlsx")
    assert book.sheetnames == list(gongwen.tables([]))
    issues = _records(book["issues"])
    assert len(issues) == 8
    assert issues[0]["deadline"] == datetime.datetime(2025, 6, 30)
    metrics = _records(book["metrics"])
    assert {type(metrics[0][name]) for name in ("value", "start")} <= {int, float}
    assert metrics[0]["target"] is False
    assert book["metrics"].freeze_panes == "A2"


def test_json_lines_are_whole_documents(output: Path) -> None:
    lines = [line for file in output.glob("*/documents.jsonl") for line in file.open(encoding="utf-8")]
    assert len(lines) == 8
    assert {json.loads(line)["schema_version"] for line in lines} == {"1"}


def test_files_in_memory_are_tables_that_every_library_takes() -> None:
    content = TEXT.format(number=3).encode()
    files = [("一.txt", content), ("坏.docx", b"PK\x03\x04"), ("二.txt", content)]
    made = gongwen.tables(files)
    assert (len(made["documents"]), len(made["errors"]), len(made["sources"])) == (1, 1, 3)
    assert pa.table(made["sources"]).column("duplicate").to_pylist() == [False, False, True]
    assert pl.DataFrame(made["metrics"]).get_column("value").to_list() == [3.0, 99.5]
    assert pa.table(made["metrics"]).to_pandas()["unit"].tolist() == ["个", "%"]
    metrics = made["metrics"]
    assert duckdb.execute("SELECT sum(value) FROM metrics").fetchall() == [(102.5,)]
    assert pa.schema(made["issues"]).field("deadline").type == pa.date32()
    assert repr(metrics).startswith('Table("metrics", num_rows=2, columns=["doc_id"')


def test_copies_that_are_told_are_not_counted() -> None:
    content = TEXT.format(number=3).encode()
    made = gongwen.tables([("二.txt", content), ("一.txt", content)], copies={"二.txt"})
    sources = pa.table(made["sources"]).to_pylist()
    assert [(row["path"], row["duplicate"]) for row in sources] == [("二.txt", True), ("一.txt", False)]
    assert len(made["documents"]) == 1


def _records(sheet: Any) -> list[dict[str, Any]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]

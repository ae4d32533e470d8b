"""Many files: read side by side, and as a corpus of tables."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import duckdb
import gongwen
import pandas
import polars
import pyarrow
import pytest

TEXT = (
    "某局党组关于巡察整改情况的通报\n\n一、工作情况\n\n{n}次召开会议，召开会议{n}次，整改完成率达到{n}%。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for n in range(10, 30):
        (made / f"{n}.txt").write_text(TEXT.format(n=n), "utf-8")
    (made / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with zipfile.ZipFile(made / "y.zip", "w") as archive:
        archive.writestr("a.txt", TEXT.format(n=77))
        archive.writestr("b.txt", TEXT.format(n=78))
    return made


def test_documents_come_in_the_order_of_the_paths(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    found = list(gongwen.read_many(folder, workers=3, progress=lambda done, of: told.append((done, of))))
    names = [item.name if isinstance(item, gongwen.Circular) else item.path for item in found]
    expected = [str(folder / f"{n}.txt") for n in range(10, 30)]
    zipped = str(folder / "y.zip")
    assert names == [*expected, str(folder / "x.png"), f"{zipped}!/a.txt", f"{zipped}!/b.txt"]
    assert told == [(done + 1, 22) for done in range(22)]
    alone = [item for item in gongwen.read_many(folder, workers=1)]
    assert alone == found


def test_a_file_that_fails_is_an_object_or_is_raised(folder: Path) -> None:
    (error,) = [item for item in gongwen.read_many(folder) if not isinstance(item, gongwen.Circular)]
    assert isinstance(error, gongwen.FormatError) and error.code == "kind"
    with pytest.raises(gongwen.FormatError, match="PNG"):
        list(gongwen.read_many(folder, errors="raise"))
    assert [
        item.metrics[0].value
        for item in gongwen.read_many(str(folder / "1[12].txt"))
        if isinstance(item, gongwen.Circular)
    ] == [11, 12]
    assert len(list(gongwen.read_many([folder], exclude=["*.zip", "*.png"]))) == 20


def test_options_that_are_wrong_are_told_at_once(folder: Path) -> None:
    with pytest.raises(gongwen.OptionError, match="klingon"):
        gongwen.read_many(folder, encoding="klingon")
    with pytest.raises(gongwen.OptionError, match="workers"):
        gongwen.read_many(folder, workers=0)
    with pytest.raises(gongwen.OptionError, match="errors"):
        gongwen.read_many(folder, errors="ignore")  # type: ignore[arg-type]
    with pytest.raises(gongwen.ReadError, match="no file matches"):
        gongwen.read_many(folder / "*.docx")


def test_an_iteration_that_ends_early_leaves_no_thread(folder: Path) -> None:
    for found in gongwen.read_many(folder, workers=4):
        assert isinstance(found, gongwen.Circular)
        break
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("gongwen")]


def test_an_interrupt_leaves_no_process_and_no_thread(tmp_path: Path) -> None:
    made = tmp_path / "in"
    made.mkdir()
    for n in range(2000):
        (made / f"{n:04}.txt").write_text(TEXT.format(n=n) * 40, "utf-8")
    script = (
        "import sys, gongwen\n"
        "try:\n"
        "    for done, _ in enumerate(gongwen.read_many(sys.argv[1], workers=2)):\n"
        "        print(done, flush=True)\n"
        "except KeyboardInterrupt:\n"
        "    import threading\n"
        "    print('\\ninterrupted', [t.name for t in threading.enumerate()], flush=True)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(made)], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "0\n"
    child.send_signal(signal.SIGINT)
    rest = child.stdout.read().splitlines()
    assert child.wait(30) == 0
    assert rest[-1] == "interrupted ['MainThread']" and len(rest) < 2000
    # Its group is gone: nothing was left behind.
    with pytest.raises(ProcessLookupError):
        os.killpg(child.pid, 0)


def test_a_parse_holds_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text(TEXT.format(n=12) * 20_000, "utf-8")
    done = threading.Event()

    def read() -> None:
        gongwen.read(path)
        done.set()

    thread = threading.Thread(target=read)
    thread.start()
    ticks = 0
    while not done.wait(0.001):
        ticks += 1
    thread.join()
    # A parse that held the lock would let this thread run once before it and once after.
    assert ticks > 20


def test_a_corpus_is_tables(folder: Path) -> None:
    with gongwen.Corpus(folder) as corpus:
        assert len(corpus) == 22
        metrics = corpus.metrics
        assert metrics is corpus.metrics and metrics.num_rows == len(metrics) > 40
        rows = metrics.to_pylist()
        assert len(rows) == len(metrics) and list(rows[0]) == metrics.column_names
        assert metrics.to_pylist(3) == rows[:3]
        assert metrics.column("value") == [row["value"] for row in rows]
        arrow, frame, pl = metrics.to_arrow(), metrics.to_pandas(), metrics.to_polars()
        assert arrow.to_pylist() == rows and isinstance(arrow, pyarrow.Table)
        assert isinstance(frame, pandas.DataFrame) and list(frame["value"]) == metrics.column("value")
        assert isinstance(pl, polars.DataFrame) and pl.rows(named=True) == rows
        assert duckdb.connect().execute("SELECT count(*) FROM metrics").fetchall() == [(len(rows),)]
        assert polars.DataFrame(metrics).equals(pl)
        again = pickle.loads(pickle.dumps(metrics))
        assert again.to_pylist() == rows and again.name == "metrics"
        assert [row["code"] for row in corpus.errors.to_pylist()] == ["kind"]
        assert len(corpus.sources) == 23
        with pytest.raises(KeyError, match="no column"):
            metrics.column("colour")
        with pytest.raises(gongwen.OptionError, match="no table"):
            corpus.table("colours")


def test_the_folder_of_a_corpus_goes_with_its_last_table(folder: Path) -> None:
    with gongwen.Corpus([folder / "10.txt"]) as corpus:
        metrics = corpus.metrics
        assert corpus._temporary is not None
        kept = Path(corpus._temporary.name)
    assert kept.is_dir() and len(metrics.to_arrow()) == len(metrics)
    del metrics
    gc.collect()
    assert not kept.exists()


def test_a_table_outlives_its_corpus(folder: Path) -> None:
    table = gongwen.Corpus([folder / "10.txt"]).metrics
    gc.collect()
    assert [row["text"] for row in table.to_pylist()] == list(table.to_arrow()["text"].to_pylist())
    assert "gongwen-table" in table._repr_html_()
    stream = pyarrow.RecordBatchReader.from_stream(gongwen.Corpus([folder / "10.txt"]).metrics)
    gc.collect()
    assert stream.read_all().num_rows == table.num_rows


def test_an_output_that_is_gone_is_told_by_its_file(folder: Path, tmp_path: Path) -> None:
    gongwen.convert(folder, tmp_path / "out", to="arrow")
    table = gongwen.Corpus(tmp_path / "out").metrics
    (tmp_path / "out" / "part-00000" / "metrics.arrow").unlink()
    with pytest.raises(gongwen.ReadError, match=r"metrics\.arrow"):
        table.to_pylist()


def test_each_table_of_a_corpus_is_the_one_of_its_name(folder: Path) -> None:
    corpus = gongwen.Corpus([folder / "10.txt", folder / "11.txt"])
    names = list(gongwen.tables([]))
    for name in names:
        table = getattr(corpus, name)
        assert table.name == name and table.column_names == gongwen.tables([])[name].column_names
    assert len(names) == 13


def test_a_corpus_is_read_one_by_one_too(folder: Path) -> None:
    corpus = gongwen.Corpus(folder)
    circulars = [item for item in corpus if isinstance(item, gongwen.Circular)]
    assert len(circulars) == 22
    row = corpus.documents.to_pylist()[21]
    circular = corpus.circular(row["doc_id"])
    assert circular.name == row["name"] == str(folder / "y.zip") + "!/b.txt"
    figure = next(r for r in corpus.metrics.to_pylist() if r["doc_id"] == row["doc_id"])
    assert circular.source[figure["start"] : figure["end"]] == figure["text"]
    with pytest.raises(KeyError):
        corpus.circular("none")


@pytest.mark.parametrize("to", ["parquet", "arrow"])
def test_a_converted_output_is_a_corpus(folder: Path, tmp_path: Path, to: str) -> None:
    out = tmp_path / "out"
    gongwen.convert(folder, out, to=to, part_rows=20)  # type: ignore[arg-type]
    assert len(list(out.glob("part-*"))) > 1
    corpus = gongwen.Corpus(out)
    fresh = gongwen.Corpus(folder)
    for name in ("documents", "metrics", "errors"):
        assert corpus.table(name).to_pylist() == fresh.table(name).to_pylist()
        assert corpus.table(name).num_rows == len(corpus.table(name).to_arrow())
    assert [c.name for c in corpus if isinstance(c, gongwen.Circular)] == corpus.documents.column("name")
    with pytest.raises(gongwen.OptionError, match="converted already"):
        gongwen.Corpus(out, hidden=True)
    # As long as it was.
    (folder / "10.txt").write_text(TEXT.format(n=99), "utf-8")
    with pytest.raises(gongwen.ReadError, match="has changed"):
        corpus.circular(corpus.documents.column("doc_id")[0])


def test_an_output_without_typed_files_is_told(folder: Path, tmp_path: Path) -> None:
    gongwen.convert(folder, tmp_path / "out", to="csv")
    with pytest.raises(gongwen.NoOutputError, match="Parquet"):
        _ = gongwen.Corpus(tmp_path / "out").metrics


def test_one_pattern_is_no_list_of_characters(folder: Path, tmp_path: Path) -> None:
    assert len(list(gongwen.read_many(folder, include="1?.txt"))) == 10
    assert len(gongwen.Corpus(folder, exclude="*.zip")) == 20
    summary = gongwen.convert(folder, tmp_path / "out", include="2?.txt", to="csv")
    assert summary.documents == 10


def test_what_cannot_be_done_is_an_option_error(folder: Path, tmp_path: Path) -> None:
    for jobs in (0, -1):
        with pytest.raises(gongwen.OptionError, match="jobs"):
            gongwen.convert(folder, tmp_path / "out", jobs=jobs)
    with pytest.raises(gongwen.OptionError, match="no format"):
        gongwen.convert(folder, tmp_path / "out", to=[])
    for nothing in ([], [tmp_path / "empty"]):
        (tmp_path / "empty").mkdir(exist_ok=True)
        with pytest.raises(gongwen.OptionError, match="no file to read"):
            len(gongwen.Corpus(nothing))


def test_a_folder_may_end_in_an_exclamation_mark(tmp_path: Path) -> None:
    folder = tmp_path / "急!"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT.format(n=12), "utf-8")
    corpus = gongwen.Corpus(folder)
    assert corpus.circular(corpus.documents.column("doc_id")[0]).name == str(folder / "a.txt")
    assert len(list(corpus)) == 1

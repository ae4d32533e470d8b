"""Reading files from Python: formats, encodings, archives, places in the file."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import gongwen
import pytest

TEXT = "某局党组关于巡察整改情况的通报\n\n一、工作情况\n\n召开会议12次，整改完成率达到99%。\n"


def test_encodings_are_told_with_their_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    circular = gongwen.read(path)
    assert circular.source == TEXT
    assert circular.encoding is not None
    assert (circular.encoding.name, circular.encoding.reason, circular.encoding.replaced) == (
        "gb18030",
        "valid",
        0,
    )
    with pytest.raises(ValueError, match="no such encoding"):
        gongwen.read(path, encoding="klingon")


def test_archives_give_all_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("甲/a.txt", TEXT)
        archive.writestr("b.txt.gz", gzip.compress(TEXT.encode()))
        archive.writestr("c.png", b"\x89PNG\r\n\x1a\n")
    found = gongwen.read_all(path)
    names = [item.name for item in found if isinstance(item, gongwen.Circular)]
    assert names == [f"{path}!/甲/a.txt", f"{path}!/b.txt.gz!/b.txt"]
    (error,) = [item for item in found if isinstance(item, gongwen.ReadError)]
    assert "PNG" in str(error)
    with pytest.raises(gongwen.ReadError, match="holds 2 documents"):
        gongwen.read(path)


def test_limits_have_defaults_and_are_compared_by_value() -> None:
    assert gongwen.Limits() == gongwen.Limits(seconds=60)
    assert gongwen.Limits(pages=3).pages == 3
    assert "pages=3" in repr(gongwen.Limits(pages=3))
    assert hash(gongwen.Limits()) == hash(gongwen.Limits())


def test_bytes_are_read_as_files_are() -> None:
    circular = gongwen.read_bytes(TEXT.encode("utf-16"), name="a.txt")
    assert circular.name == "a.txt"
    assert circular.metrics[1].subject == "整改完成率"


def test_formats_are_listed() -> None:
    names = [info.name for info in gongwen.formats()]
    assert names[:4] == ["markdown", "plain", "html", "docx"]
    assert "7z" in names


FORMATS = Path(__file__).parents[2] / "fixtures" / "formats"


@pytest.mark.parametrize(
    "file", ["docx", "doc", "wps", "rtf", "odt", "html", "pdf", "ofd"], ids=lambda kind: f"seed.{kind}"
)
def test_the_seed_is_the_same_in_every_format(file: str, seed: gongwen.Circular) -> None:
    circular = gongwen.read(FORMATS / "seed" / f"seed.{file}")
    assert circular.format == file
    assert [node.id for node in circular.walk()] == [node.id for node in seed.walk()]
    assert [(m.subject, m.value, m.unit) for m in circular.metrics] == [
        (m.subject, m.value, m.unit) for m in seed.metrics
    ]
    for fact in circular.facts:
        assert "".join(circular.source[s.start : s.end] for s in fact.spans) == fact.text
        assert fact.origin is not None


def test_a_figure_is_traced_to_its_page() -> None:
    circular = gongwen.read(FORMATS / "seed" / "seed.pdf")
    pages = [metric.origin.page for metric in circular.metrics if metric.origin and metric.origin.page]
    assert len(pages) == len(circular.metrics) and pages == sorted(pages) and pages[-1] > 5
    origin = circular.issues[0].origin
    assert origin is not None and origin.area is not None and len(origin.area) == 4
    assert {left.reason for left in circular.left_out} == {"page_number"}
    table = gongwen.read(FORMATS / "ledger" / "ledger.docx").issues[0].origin
    assert table is not None and table.part == "word/document.xml" and "tbl[1]" in str(table.element)


def test_a_list_of_issues_in_a_table_is_issues() -> None:
    circular = gongwen.read(FORMATS / "ledger" / "ledger.xlsx")
    assert [issue.label.ordinal for issue in circular.issues if issue.label] == [1, 2, 3, 4, 5, 6]
    assert circular.issues[0].status == "completed"
    with pytest.raises(gongwen.ReadError, match="no text layer on page"):
        gongwen.read(FORMATS / "scan" / "scan.pdf")

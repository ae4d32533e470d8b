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

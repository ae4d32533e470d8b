"""What the package gives around the parse: lists to ask, exceptions, values compared and pickled."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path

import gongwen
import pytest

FORMATS = Path(__file__).parents[2] / "fixtures" / "formats"


def test_a_node_is_found_by_its_id(seed: gongwen.Circular) -> None:
    node = seed.find("s2.1.i1.m4")
    assert node is not None and node.label is not None and node.label.text == "四是"
    assert seed.find("2.1.i1.m4") == node
    assert seed.find("s9") is None and seed.find("") is None
    assert node.parent is not None and node.parent.id == "s2.1.i1" and node.circular is seed


def test_lists_can_be_asked_for_some() -> None:
    text = (
        "一、整改情况\n\n1.关于“学习不深入”问题\n\n整改情况：一是学习12次。该问题已完成整改。\n\n"
        "2.关于“作风不实”问题\n\n整改情况：一是整改率达到91%。该问题持续推进。\n\n二、下一步打算\n\n继续。\n"
    )
    circular = gongwen.parse(text)
    assert [issue.status for issue in circular.issues] == ["completed", "in_progress"]
    (left,) = circular.issues(status="in_progress")
    assert left.statement == "作风不实"
    assert isinstance(circular.issues(status="none"), gongwen.Nodes)
    assert [section.id for section in circular.sections(role="plan")] == ["s2"]
    with pytest.raises(AttributeError):
        circular.issues(colour="red")
    assert [metric.text for metric in left.metrics] == ["91%"]
    assert left.facts == circular.metrics(unit="%")
    assert circular.issues[0].facts == circular.metrics[:1]


def test_figures_near_words_come_by_their_distance(seed: gongwen.Circular) -> None:
    found = gongwen.extract("走访群众45户，响应率、解决率、满意率分别达到99%、85%、91%。\n帮扶困难户12户。")
    assert next(metric.value for metric in found.metrics.near("满意率")) == 91
    assert [metric.text for metric in found.metrics.near("走访", within=0)] == []
    assert [metric.text for metric in found.metrics.near("走访", within=2)] == ["45户"]
    assert found.metrics.near("没有的词") == [] and found.metrics.near("帮扶", within=3)[0].text == "12户"
    assert all(metric.distance("") is None for metric in seed.metrics)
    assert found.metrics[0].distance("满意率", within=3) is None and found.metrics[0].distance("群众") == 0
    # Part of a list of facts is one that can be asked as well.
    assert found.metrics[1:].near("满意率")[0].value == 91 and isinstance(found.metrics[:1], gongwen.Facts)
    assert isinstance(seed.issues[1:], gongwen.Nodes) and seed.issues[:2] == [seed.issues[0], seed.issues[1]]


def test_figures_near_words_are_found_in_linear_time() -> None:
    def seconds(count: int) -> float:
        found = gongwen.extract("查处案件3件，整改率91%，" * count).metrics
        start = time.perf_counter()
        found.near("整改率")
        return time.perf_counter() - start

    # Four times as many took sixteen times as long when each figure looked through the whole paragraph.
    assert min(seconds(2000) for _ in range(3)) < 10 * max(min(seconds(500) for _ in range(3)), 0.001)


def test_a_gap_in_a_column_of_texts_is_told_by_its_place() -> None:
    with pytest.raises(TypeError, match=r"texts\[1\] is no string but NoneType"):
        gongwen.extract_many(["问题3个", None])  # type: ignore[list-item]


def test_a_long_paragraph_is_shown_in_part() -> None:
    for lead in ("", "a", "ab"):
        text = (
            f"某局关于整改的通报\n\n一、整改情况\n\n1.关于“甲”问题\n\n整改情况：{lead}"
            + "查处案件3件，" * 1200
        )
        assert "…另有" in gongwen.parse(text + "完成。\n")._repr_html_()


def test_a_fact_shows_the_words_around_it(seed: gongwen.Circular) -> None:
    found = gongwen.extract("上一行。\n检查企业45家，整改完成率99%。\n下一行。")
    metric = found.metrics[0]
    assert metric.context(3) == "…查企业45家，整改…"
    assert metric.context() == "检查企业45家，整改完成率99%。"
    assert metric.context(0) == "…45家…"
    for fact in seed.facts:
        assert fact.text in fact.context(5)


VALUES = [
    "header",
    "title",
    "inspection",
    "closing",
    "attachments",
    "parts",
    "repairs",
    "diagnostics",
    "encoding",
]


@pytest.mark.parametrize("file", ["seed.pdf", "seed.docx", "seed-gb18030.txt"])
def test_everything_is_pickled_and_comes_back_equal(file: str) -> None:
    circular = gongwen.read(FORMATS / "seed" / file, reference_date="2026-03-11")
    again = pickle.loads(pickle.dumps(circular))
    assert again == circular and hash(again) == hash(circular) and again is not circular
    assert again.to_json() == circular.to_json()
    for name in VALUES:
        value = getattr(circular, name)
        assert pickle.loads(pickle.dumps(value)) == value, name
    assert pickle.loads(pickle.dumps(circular.issues)) == circular.issues
    assert pickle.loads(pickle.dumps(circular.facts)) == circular.facts
    origin = circular.facts[0].origin
    assert pickle.loads(pickle.dumps(circular.facts[0])).origin == origin
    assert circular != gongwen.read(FORMATS / "seed" / file)
    limits = gongwen.Limits(pages=3)
    assert pickle.loads(pickle.dumps(limits)) == limits


def test_a_pickle_keeps_a_circular_once_for_all_its_facts(seed: gongwen.Circular) -> None:
    assert len(pickle.dumps(seed.facts)) < 2 * len(pickle.dumps(seed))


def test_a_damaged_file_keeps_what_its_reader_found(tmp_path: Path) -> None:
    whole = (FORMATS / "seed" / "seed.rtf").read_bytes()
    path = tmp_path / "cut.rtf"
    path.write_bytes(whole[: len(whole) // 2])
    circular = gongwen.read(path)
    assert any(d.code == "damaged-file" for d in circular.diagnostics)
    assert pickle.loads(pickle.dumps(circular)).diagnostics == circular.diagnostics


def test_what_never_changes_is_its_own_copy(seed: gongwen.Circular) -> None:
    for thing in (seed, seed.issues[0], seed.facts[0], gongwen.extract("问题3个")):
        assert copy.copy(thing) is thing and copy.deepcopy(thing) is thing
    title = seed.title
    assert copy.deepcopy(title) == title


def test_values_are_made_compared_and_hashed() -> None:
    assert (
        gongwen.Span(1, 3) == gongwen.Span(start=1, end=3)
        and len({gongwen.Span(1, 3), gongwen.Span(1, 3)}) == 1
    )
    with pytest.raises(ValueError, match="before it starts"):
        gongwen.Span(3, 1)
    assert gongwen.Label("一是", "clause", 1) != gongwen.Label("一是", "clause", 2)
    assert gongwen.parse("a") == gongwen.parse("a") and gongwen.parse("a") != gongwen.parse("b")
    assert gongwen.parse("a") != gongwen.parse("a", facts=False) and gongwen.parse("a") != "a"
    text = "一、工作情况\n\n排查问题3个。\n"
    one, two = gongwen.parse(text), gongwen.parse(text)
    assert one.sections == two.sections and len({*one.walk(), *two.walk()}) == len(list(one.walk()))
    assert one.facts == two.facts and len({*one.facts, *two.facts}) == len(one.facts)
    assert gongwen.extract(text) == gongwen.extract(text)
    with pytest.raises(TypeError):
        hash(one.closing)


def test_failures_have_a_class_a_path_and_a_code(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    with pytest.raises(gongwen.MissingError) as raised:
        gongwen.read(missing)
    assert isinstance(raised.value, FileNotFoundError) and isinstance(raised.value, gongwen.ReadError)
    assert (raised.value.path, raised.value.code) == (str(missing), "not_found")
    again = pickle.loads(pickle.dumps(raised.value))
    assert again == raised.value and hash(again) == hash(raised.value) and str(again) == str(raised.value)
    assert again.path == str(missing) and copy.copy(again) == again

    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(gongwen.FormatError, match="PNG"):
        gongwen.read(picture)
    with pytest.raises(gongwen.DecodeError, match="no text layer"):
        gongwen.read(FORMATS / "scan" / "scan.pdf")
    with pytest.raises(gongwen.LimitError, match="more than 3 bytes"):
        gongwen.read(FORMATS / "seed" / "seed.docx", limits=gongwen.Limits(bytes=3))
    with pytest.raises(gongwen.OptionError, match="no such encoding"):
        gongwen.read_bytes(b"1234", encoding="klingon")
    with pytest.raises(gongwen.OptionError, match="2026-03-11"):
        gongwen.parse("", reference_date="yesterday")
    with pytest.raises(gongwen.NoOutputError):
        gongwen.status(tmp_path)
    with pytest.raises(gongwen.OutputError) as unwritten:
        gongwen.convert(FORMATS / "seed", picture)
    assert isinstance(unwritten.value, OSError) and unwritten.value.path == str(picture)


def test_a_thread_may_use_what_another_made(seed: gongwen.Circular) -> None:
    results: list[int] = []
    threads = [
        threading.Thread(target=lambda: results.append(sum(len(node.metrics) for node in seed.issues)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4 and len(set(results)) == 1


def test_the_import_brings_no_library_and_is_quick() -> None:
    script = (
        "import sys, time; before = set(sys.modules); start = time.perf_counter(); import gongwen; "
        "print(time.perf_counter() - start); "
        "print(sorted({name.split('.')[0] for name in set(sys.modules) - before}"
        " & {'pyarrow', 'pandas', 'polars', 'numpy', 'matplotlib', 'tqdm', 'daft', 'typing_extensions'}))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for _ in range(5)
    ]
    assert all(brought == "[]" for _, brought in runs)
    # The best of some: a busy machine is no slow import.
    assert min(float(seconds) for seconds, _ in runs) < 0.030

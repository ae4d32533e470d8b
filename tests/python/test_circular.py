import datetime
import doctest
import json
import threading
from pathlib import Path

import gongwen
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def check(circular: gongwen.Circular) -> None:
    """What holds for every circular: spans give text back, and nothing is lost."""
    source = circular.source
    replaced = {r.span for r in circular.repairs if r.replacement}
    for node in circular.walk():
        text = node.text
        if text is None:
            assert node.children or node.heading is not None
            continue
        pieces = [source[span.start : span.end] for span in node.spans]
        if (
            not any(a.start >= s.start and a.end <= s.end for a in replaced for s in node.spans)
            and not replaced
        ):
            assert "".join(pieces) == text, node
        assert all(0 <= s.start <= s.end <= len(source) for s in node.spans)
    conservation = circular.conservation()
    assert conservation.complete and conservation.share == 1.0, conservation


def test_the_seed_has_its_known_tree(seed: gongwen.Circular) -> None:
    assert (len(seed.sections), len(seed.issues), len(seed.measures)) == (14, 14, 53)
    assert sum(repair.kind == "page_cut" for repair in seed.repairs) == 10
    assert seed.title is not None and seed.title.kind == "通报"
    assert seed.inspection is not None
    assert seed.inspection.start == datetime.date(2025, 7, 4)
    assert seed.inspection.look_back is True
    assert seed.closing.contact.phones == ["0373-3523316"]
    assert seed.closing.date == datetime.date(2026, 3, 11)
    check(seed)


def test_a_joined_sentence_has_a_span_a_fragment(seed: gongwen.Circular) -> None:
    measure = next(node for node in seed.measures if node.id == "s2.1.i1.m4")
    assert measure.text is not None and "新乡市交通运输局原局管集体企业党支部" in measure.text
    assert len(measure.spans) == 2
    assert "".join(span.of(seed.source) for span in measure.spans) == measure.text
    assert measure.label is not None and measure.label.text == "四是" and measure.label.ordinal == 4
    assert measure.parent is not None and measure.parent.statement == "主体责任压得不实"


def test_fixtures_hold(fixture_path: Path) -> None:
    check(gongwen.read(fixture_path))


def test_offsets_are_code_points() -> None:
    text = "\ufeff𠮷局关于整改情况的通报\n\n一、整改𠮷情况\n\n1.关于学习不深入的问题。一是学𠮷。二是用。\n"
    circular = gongwen.parse(text)
    check(circular)
    issue = circular.issues[0]
    assert issue.statement == "学习不深入"
    document = circular.to_dict()
    assert document["source"]["offsets"] == "codepoint"
    assert document == json.loads(circular.to_json())
    assert document["source"]["chars"] == len(text)


def test_the_document_is_valid_by_its_schema(seed: gongwen.Circular) -> None:
    jsonschema.validate(seed.to_dict(), gongwen.schema())


def test_markdown_gives_the_same_tree(seed: gongwen.Circular) -> None:
    again = gongwen.parse(seed.to_markdown())
    assert [n.id for n in again.walk()] == [n.id for n in seed.walk()]
    assert [n.statement for n in again.issues] == [n.statement for n in seed.issues]


def test_values_have_readable_reprs(seed: gongwen.Circular) -> None:
    assert repr(seed).startswith("<Circular 中共新乡市交通运输局党组") and "53 measures" in repr(seed)
    assert repr(seed.issues[0]) == "<issue s2.1.i1: 主体责任压得不实>"
    assert repr(gongwen.parse("").inspection) == "None"
    assert "look_back=True" in repr(seed.inspection)
    span = seed.issues[0].span
    assert span is not None and repr(span) == f"Span(start={span.start}, end={span.end})"
    start, end = span
    assert (start, end) == (span.start, span.end) and len(span) == end - start


def test_files_that_give_no_text_are_errors_that_name_them(tmp_path: Path) -> None:
    with pytest.raises(gongwen.ReadError, match="no such file"):
        gongwen.read(tmp_path / "missing.txt")
    with pytest.raises(gongwen.ReadError, match="directory"):
        gongwen.read(tmp_path)
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"x" * 100)
    with pytest.raises(gongwen.ReadError, match="more than 10 bytes"):
        gongwen.read(str(bad), limits=gongwen.Limits(bytes=10))
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(OSError, match="PNG"):
        gongwen.read(bad)


def test_wrong_arguments_are_told() -> None:
    with pytest.raises(ValueError, match="markdown"):
        gongwen.parse("", format="html")  # type: ignore[arg-type]
    with pytest.raises(UnicodeEncodeError):
        gongwen.parse("\ud800")
    with pytest.raises(KeyError):
        gongwen.explain("no-such-code")


def test_rules_are_explained() -> None:
    rule = gongwen.explain("stray-latin")
    assert any(d.code == rule.name for d in gongwen.parse(rule.example).diagnostics)
    assert not any(d.code == rule.name for d in gongwen.parse(rule.better).diagnostics)


def test_a_contradiction_has_both_places() -> None:
    circular = gongwen.parse("一、工作情况\n\n反馈问题26个，已完成21个，推进4个。\n")
    found = next(d for d in circular.diagnostics if d.code == "total-contradicted")
    assert found.span.of(circular.source) == "26个"
    assert [span.of(circular.source) for span in found.related] == ["21个", "4个"]
    assert all(d.related == [] for d in circular.diagnostics if d.code == "no-issues")


def test_threads_parse_side_by_side(seed: gongwen.Circular) -> None:
    expected = gongwen.parse(seed.source, name=seed.name).to_json()
    results: list[str] = []

    def work() -> None:
        results.append(gongwen.parse(seed.source, name=seed.name).to_json())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 4


def test_examples_in_docstrings_run() -> None:
    failed, tried = doctest.testmod(gongwen)
    assert tried > 0 and failed == 0


PIECES = st.sampled_from(
    [
        "一、",
        "（一）",
        "1.",
        "（1）",
        "①",
        "一是",
        "二是",
        "整改情况：",
        "关于“",
        "”问题",
        "\n",
        "\n\n",
        "。",
        "，",
        "《",
        "》",
        "**",
        "# ",
        "- 1 -",
        "某局党组",
        "2025年7月4日",
        "该问题已完成整改",
        "&nbsp;",
        "<b>",
        "\u200b",
        "\0",
        "𠮷",
        " ",
        "　",
        "[a](b)",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_gives_a_tree_and_loses_nothing(text: str) -> None:
    check(gongwen.parse(text))

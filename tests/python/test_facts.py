import datetime
import json
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import gongwen
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def check(found: gongwen.Circular | gongwen.Extraction) -> int:
    """Check that spans give text back, and that objects and document say the same; count the facts."""
    source = found.source
    repairs = found.repairs if isinstance(found, gongwen.Circular) else []
    replaced = [repair.span for repair in repairs if repair.replacement]
    document = found.to_dict()["facts"]
    records = {record["id"]: record for kind in document.values() for record in kind}
    facts = found.facts
    for fact in facts:
        assert fact.spans and fact.text
        # An entity stands in the text as the character it means.
        touched = any(r.start < s.end and s.start < r.end for r in replaced for s in fact.spans)
        assert touched or "".join(source[s.start : s.end] for s in fact.spans) == fact.text, fact
        assert tuple(fact.span) == (fact.spans[0].start, fact.spans[-1].end)
        record = records[fact.id]
        spans = [{"start": span.start, "end": span.end} for span in fact.spans]
        assert (fact.text, fact.node, spans) == (record["text"], record["node"], record["spans"])
        for name in record.keys() - {"spans", "change"}:
            value = getattr(fact, name)
            shown = str(value) if isinstance(value, Decimal | datetime.date) else value
            assert shown == record[name], (name, fact)
        if isinstance(fact, gongwen.Metric) and fact.change is not None:
            change = {"from": str(fact.change.from_), "to": str(fact.change.to)}
            assert change == record["change"]
    ids = {
        "metrics": [fact.id for fact in found.metrics],
        "dates": [fact.id for fact in found.dates],
        "citations": [fact.id for fact in found.citations],
        "actions": [fact.id for fact in found.actions],
        "terms": [fact.id for fact in found.terms],
    }
    assert ids == {kind: [record["id"] for record in document[kind]] for kind in document}
    assert {fact.id for fact in facts} == records.keys() and len(facts) == len(records)
    starts = [fact.span.start for fact in facts]
    assert starts == sorted(starts)
    return len(facts)


def test_the_seed_has_facts_in_their_places(seed: gongwen.Circular) -> None:
    assert check(seed) > 50
    nodes = {node.id: node for node in seed.walk()}
    for fact in seed.facts:
        assert fact.node is None or fact.text in nodes[fact.node].full_text + str(nodes[fact.node].heading)
    metric = next(metric for metric in seed.metrics if metric.subject == "响应率")
    assert (metric.value, metric.unit, metric.kind) == (Decimal(99), "%", "percentage")


def test_fixtures_hold(fixture_path: Path) -> None:
    circular = gongwen.read(fixture_path)
    assert check(circular) > 0
    check(gongwen.extract(circular.source, reference_date="2026-03-11"))
    for item in circular.closing.contacts:
        assert "".join(span.of(circular.source) for span in item.spans) == item.text


def test_contacts_have_places() -> None:
    contacts = "监督电话：（0571）8602 3311、8602 3312；邮编：311700"
    text = f"𠮷局关于整改情况的通报\n\n一、工作情况\n\n内容。\n\n{contacts}\n"
    closing = gongwen.parse(text).closing
    assert closing.contact.phones == ["0571-86023311", "0571-86023312"]
    found = [(item.kind, item.value, item.text) for item in closing.contacts]
    assert found == [
        ("phone", "0571-86023311", "（0571）8602 3311"),
        ("phone", "0571-86023312", "8602 3312"),
        ("postcode", "311700", "311700"),
    ]
    assert [text[s.start : s.end] for item in closing.contacts for s in item.spans] == [f[2] for f in found]


def test_values_are_exact_and_typed() -> None:
    found = gongwen.extract("𠮷：投诉率由7.8%下降到1.2%。盘活资产1.10亿元。招录3—5人。")
    rate, assets, people = found.metrics
    assert rate.change is not None
    assert (rate.change.from_, rate.change.to, rate.value) == (Decimal("7.8"), Decimal("1.2"), Decimal("1.2"))
    assert type(assets.value) is Decimal and str(assets.value) == "1.10"
    assert (assets.canonical_value, assets.canonical_unit) == (Decimal(110_000_000), "元")
    assert (people.value, people.value_to, people.change) == (Decimal(3), Decimal(5), None)
    assert found.source[assets.span.start : assets.span.end] == assets.text == "1.10亿元"
    assert found.metrics[0].node is None and check(found) == 3


def test_facts_of_every_kind_have_their_attributes() -> None:
    found = gongwen.extract(
        "2025年以来，印发《某局财务管理办法》（某发〔2025〕3号），"
        "落实“一岗双责”，党内警告2人，每季度开展检查1次。"
    )
    (date,), (citation,), (term,), (action,) = found.dates, found.citations, found.terms, found.actions
    assert (date.start, date.end, date.precision, date.inferred) == (
        datetime.date(2025, 1, 1),
        None,
        "year",
        False,
    )
    assert (citation.title, citation.kind, citation.document_number, citation.act) == (
        "某局财务管理办法",
        "办法",
        "某发〔2025〕3号",
        "issued",
    )
    assert (action.kind, action.sanction, action.count, action.unit) == (
        "党纪处分",
        "党内警告",
        Decimal(2),
        "人",
    )
    assert (term.term, term.text) == ("一岗双责", "“一岗双责”")
    assert found.metrics[0].period is not None
    assert [fact.type for fact in found.facts] == ["date", "citation", "term", "action", "metric"]
    assert check(found) == 5


def test_facts_compare_and_hash_by_what_they_say() -> None:
    text = "投诉率由7.8%下降到1.2%，印发《办法》，通报批评2人，2025年7月。"
    first, second = gongwen.extract(text), gongwen.extract(text)
    assert first.facts == second.facts and set(first.facts) == set(second.facts)
    assert gongwen.extract("检查7次。").metrics != gongwen.extract("检查8次。").metrics
    assert gongwen.extract("检查7次。").metrics[0] != "检查7次。"
    change, again = first.metrics[0].change, second.metrics[0].change
    assert change is not None and change == again and hash(change) == hash(again)


def test_reprs_show_what_is_known() -> None:
    found = gongwen.extract("开展检查7次。")
    assert repr(found) == "<Extraction: 1 metrics, 0 dates, 0 citations, 0 actions, 0 terms>"
    assert repr(found.metrics[0]) == (
        "Metric(id='metric1', subject='检查', value=Decimal('7'), unit='次', kind='count', "
        "canonical_value=Decimal('7'), canonical_unit='次', qualifier='exact', target=False, "
        "text='7次', span=Span(start=4, end=6))"
    )
    change = gongwen.extract("投诉率由7.8%下降到1.2%。").metrics[0].change
    assert repr(change) == "Change(from_=Decimal('7.8'), to=Decimal('1.2'))"


def test_the_reference_date_is_a_date_or_iso() -> None:
    assert gongwen.extract("今年开展检查7次。").dates == []
    for day in ("2026-03-11", datetime.date(2026, 3, 11)):
        found = gongwen.extract("今年开展检查7次。", reference_date=day)
        assert found.reference_date == datetime.date(2026, 3, 11)
        assert (found.dates[0].start, found.dates[0].end) == (
            datetime.date(2026, 1, 1),
            datetime.date(2026, 12, 31),
        )
        assert found.to_dict()["reference_date"] == "2026-03-11"
    with pytest.raises(ValueError, match="2026-13-01"):
        gongwen.extract("", reference_date="2026-13-01")
    with pytest.raises(TypeError, match="reference_date"):
        gongwen.extract("", reference_date=20260311)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        gongwen.extract("", "2026-03-11")  # type: ignore[call-arg]
    signed = "某局关于整改情况的通报\n\n一、工作情况\n\n今年开展检查7次。\n\n某局\n2025年3月1日\n"
    assert gongwen.parse(signed).dates[0].start.year == 2025
    assert gongwen.parse(signed, reference_date="2019-06-30").dates[0].start.year == 2019


def test_a_column_of_texts_gives_an_extraction_each() -> None:
    texts = ["今年开展检查7次。", "", "印发《办法》。"]

    def column() -> Iterator[str]:
        yield from texts

    many = gongwen.extract_many(column(), reference_date="2026-03-11")
    one = [gongwen.extract(text, reference_date="2026-03-11") for text in texts]
    assert [found.source for found in many] == texts
    assert [found.to_dict() for found in many] == [found.to_dict() for found in one]
    assert gongwen.extract_many([]) == []
    with pytest.raises(TypeError, match="not one string"):
        gongwen.extract_many("检查7次")
    with pytest.raises(TypeError):
        gongwen.extract_many([7])  # type: ignore[list-item]


def test_facts_may_be_left_out(seed: gongwen.Circular, seed_path: Path) -> None:
    for bare in (gongwen.read(seed_path, facts=False), gongwen.parse(seed.source, facts=False)):
        assert bare.facts == []
        assert [node.id for node in bare.walk()] == [node.id for node in seed.walk()]


def test_documents_are_valid_by_their_schemas() -> None:
    found = gongwen.extract("投诉率由7.8%下降到1.2%，印发《办法》，通报批评2人，2025年7月，“一岗双责”。")
    jsonschema.validate(found.to_dict(), gongwen.schema("extraction"))
    assert json.loads(found.to_json()) == found.to_dict()
    of_fact = gongwen.schema("fact")
    for kind, name in [("metrics", "metric"), ("dates", "date"), ("terms", "term")]:
        for record in found.to_dict()["facts"][kind]:
            jsonschema.validate({"type": name, **record}, of_fact)
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate({**record, "type": "other"}, of_fact)
    with pytest.raises(ValueError, match="extraction"):
        gongwen.schema("table")  # type: ignore[arg-type]


def test_threads_extract_side_by_side(seed: gongwen.Circular) -> None:
    expected = gongwen.extract(seed.source).to_json()
    results: list[str] = []

    def work() -> None:
        results.append(gongwen.extract_many([seed.source] * 3)[2].to_json())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 4


PIECES = st.sampled_from(
    [
        "召开党组会",
        "7次",
        "，",
        "。",
        "、",
        "；",
        "\n",
        "\n\n",
        "𠮷",
        "\u200b",
        "&nbsp;",
        "由7.8%下降到1.2%",
        "其中新制定27项",
        "分别达到99%、85%",
        "追缴资金5.08万元",
        "诫勉2人",
        "今年",
        "2025年7月4日",
        "6月底前",
        "3—5个",
        "《办法》",
        "《",
        "》",
        "“一岗双责”",
        "1 236件",
        "约",
        "余",
        "一、",
        "1.关于学习的问题",
        "一是",
        "电话：0571-86023311",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map("".join)))
def test_facts_of_any_text_stand_where_they_say(text: str) -> None:
    check(gongwen.parse(text))
    check(gongwen.extract(text, reference_date="2026-03-11"))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_facts_of_damaged_circulars_do_too(seed: gongwen.Circular, data: st.DataObject) -> None:
    source = seed.source
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(source)))
        source = source[:at] + data.draw(PIECES) + source[at + data.draw(st.integers(0, 20)) :]
    check(gongwen.parse(source))
    check(gongwen.extract(source))
